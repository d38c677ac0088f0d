"""Expected values of @ngc/random: JAX's keys and draws, ngc-learn's use of them, NumPy's RandomState."""
import zlib

import jax
import jax.numpy as jnp
import numpy as np
from ngclearn.utils import model_utils
from scipy.special import erfinv

from golden import Golden, upstream_2024

SIZES = [0, 1, 2, 7, 70, 1000]
MILLION = 1_000_000


def sampled(values):
    """A long array as its first, middle and last value and a checksum of its bytes."""
    flat = np.asarray(values).reshape(-1)
    return {"crc32": zlib.crc32(flat.tobytes()), "at": flat[[0, len(flat) // 2, -1]]}


def spots(values):
    """Every five-thousandth value."""
    return np.asarray(values).reshape(-1)[::5000]


def write_keys():
    golden = Golden("random", "keys", "keys of seeds, split, fold_in")
    seeds = [0, 1, 7, 42, 1234, -1, 2**31 - 1, 2**31, 2**31 + 5, 2**32 - 1, 2**32 + 5, -(2**31) - 1]
    seeds += [2**53 - 1, 2**62 + 3, 2**63 - 1, -(2**63)]
    for seed in seeds:
        golden.add(f"seed {seed}", "key", [seed], jax.random.key(seed), "jax.random.key", within="exact")
    for seed in [0, 7, -1, 123456789]:
        key = jax.random.key(seed)
        golden.add(f"key {seed}", "keyData", [key], np.asarray(jax.random.key_data(key)).tolist(), "jax.random.key_data", within="exact")
        golden.add(f"key {seed}", "split", [key], list(jax.random.split(key)), "jax.random.split", within="exact")
        for data in [0, 1, 2, 1000, 2**31, 2**32 - 1]:
            folded = jax.random.fold_in(key, data)
            golden.add(f"key {seed}, {data}", "foldIn", [key, data], folded, "jax.random.fold_in", within="exact")
    key = jax.random.wrap_key_data(jnp.array([0xFEDCBA98, 0x76543210], dtype=jnp.uint32))
    golden.add("two arbitrary words", "wrapKeyData", [[0xFEDCBA98, 0x76543210]], key, "jax.random.wrap_key_data", within="exact")
    for num in [0, 1, 3, 25]:
        golden.add(f"into {num}", "split", [key, num], list(jax.random.split(key, num)), "jax.random.split", within="exact")
    golden.write()


def write_draws():
    golden = Golden("random", "draws", "bits, uniform, normal, bernoulli, randint")
    key = jax.random.key(7)
    other = jax.random.split(jax.random.key(-3), 3)[2]

    for dtype in ["uint8", "uint32", "uint64"]:
        with jax.enable_x64(dtype == "uint64"):
            for size in SIZES:
                drawn = jax.random.bits(key, (size,), dtype=dtype)
                golden.add(f"{size} of {dtype}", "bits", [key, [size], {"dtype": dtype}], drawn, "jax.random.bits", within="exact")
            drawn = jax.random.bits(other, (MILLION,), dtype=dtype)
            golden.add(f"a million of {dtype}", "sampled", ["bits", other, [MILLION], {"dtype": dtype}], sampled(drawn), "jax.random.bits", within="exact")
    for shape in [[], [3, 4], [2, 0, 3], [2, 3, 5]]:
        golden.add(f"shape {shape}", "bits", [key, shape], jax.random.bits(key, shape), "jax.random.bits", within="exact")

    ranges = [(0, 1), (-3, 2), (-0.3, 0.3), (0.1, 0.7), (0, 1e-3), (1000, 1000.5), (-1e10, 3), (0.001, 700), (5, 5), (2, 1)]
    for low, high in ranges:
        options = {"minval": low, "maxval": high}
        drawn = jax.random.uniform(key, (70,), **options)
        golden.add(f"70 in ({low}, {high})", "uniform", [key, [70], options], drawn, "jax.random.uniform", within="exact")
        drawn = jax.random.uniform(other, (MILLION,), **options)
        golden.add(f"a million in ({low}, {high})", "sampled", ["uniform", other, [MILLION], options], sampled(drawn), "jax.random.uniform", within="exact")
    for shape in [[], [0], [3, 4]]:
        golden.add(f"shape {shape}", "uniform", [key, shape], jax.random.uniform(key, shape), "jax.random.uniform", within="exact")
    with jax.enable_x64(True):
        drawn = jax.random.uniform(key, (70,), dtype="float64")
        golden.add("70 of float64", "uniform", [key, [70], {"dtype": "float64"}], drawn, "jax.random.uniform", within="exact")
        options = {"minval": -0.3, "maxval": 0.7, "dtype": "float64"}
        drawn = jax.random.uniform(key, (70,), **options)
        golden.add("70 of float64 in (-0.3, 0.7)", "uniform", [key, [70], options], drawn, "jax.random.uniform", within="float64")
        # The digits that JAX's own erf_inv loses in the tails are not wanted, so SciPy's takes its place.
        u = np.asarray(jax.random.uniform(other, (MILLION,), dtype="float64", minval=np.nextafter(-1.0, 0.0), maxval=1.0))
        golden.add("a million of float64", "spots", ["normal", other, [MILLION], {"dtype": "float64"}], spots(np.sqrt(2) * erfinv(u)), "scipy.special.erfinv of jax.random.uniform", within="float64")
        extremes = [int(i) for i in [u.argmin(), u.argmax(), abs(u).argmin()]]
        golden.add("the extremes of a million of float64", "picked", [extremes, "normal", other, [MILLION], {"dtype": "float64"}], np.sqrt(2) * erfinv(u[extremes]), "scipy.special.erfinv of jax.random.uniform", within="float64")
        drawn = jax.random.normal(key, (70,), dtype="float64")
        golden.add("70 of float64", "normal", [key, [70], {"dtype": "float64"}], drawn, "jax.random.normal", within="float64")

    for size in SIZES:
        golden.add(f"{size} values", "normal", [key, [size]], jax.random.normal(key, (size,)), "jax.random.normal", within="exact")
    golden.add("shape [3, 4]", "normal", [key, [3, 4]], jax.random.normal(key, (3, 4)), "jax.random.normal", within="exact")
    drawn = np.asarray(jax.random.normal(other, (MILLION,)))
    golden.add("a million", "sampled", ["normal", other, [MILLION]], sampled(drawn), "jax.random.normal", within="exact")
    tails = [int(i) for i in np.argsort(-abs(drawn))[:100]]
    golden.add("the hundred farthest out of a million", "picked", [tails, "normal", other, [MILLION]], drawn[tails], "jax.random.normal", within="exact")

    chances = np.linspace(0, 1, 7).astype(np.float32)
    for p in [0.0, 0.1, 0.5, 1.0]:
        golden.add(f"p = {p}", "bernoulli", [key, p, [70]], jax.random.bernoulli(key, p, (70,)), "jax.random.bernoulli", within="exact")
    golden.add("a million, p = 0.3", "sampled", ["bernoulli", other, 0.3, [MILLION]], sampled(jax.random.bernoulli(other, 0.3, (MILLION,))), "jax.random.bernoulli", within="exact")
    golden.add("p of 7", "bernoulli", [key, chances], jax.random.bernoulli(key, chances), "jax.random.bernoulli", within="exact")
    golden.add("p of 7 for 5 x 7", "bernoulli", [key, chances, [5, 7]], jax.random.bernoulli(key, chances, (5, 7)), "jax.random.bernoulli", within="exact")
    golden.add("p of 7 x 1 for 7 x 5", "bernoulli", [key, chances[:, None], [7, 5]], jax.random.bernoulli(key, chances[:, None], (7, 5)), "jax.random.bernoulli", within="exact")

    bounds = [(0, 1), (0, 2), (-3, 4), (0, 10), (0, 65535), (0, 65536), (0, 65537), (-5, 10**6), (-(2**30), 2**30), (-(2**31), 2**31 - 1)]
    for low, high in [*bounds, (4, 4), (5, -5)]:
        drawn = jax.random.randint(key, (70,), low, high)
        golden.add(f"70 in [{low}, {high})", "randint", [key, [70], low, high], drawn, "jax.random.randint", within="exact")
    # 49 times 1/49 is not 1 in double precision.
    for low, high in [(-3, 4), (0, 49), (0, 40503), (0, 3 * 10**8)]:
        drawn = jax.random.randint(other, (MILLION,), low, high)
        golden.add(f"a million in [{low}, {high})", "sampled", ["randint", other, [MILLION], low, high], sampled(drawn), "jax.random.randint", within="exact")
    drawn = jax.random.randint(key, (70,), -(2**31), np.uint32(2**31))
    golden.add("70 of all int32", "randint", [key, [70], -(2**31), 2**31], drawn, "jax.random.randint", within="exact")
    for low, high in [(0, 256), (3, 200)]:
        drawn = jax.random.randint(key, (70,), low, high, dtype="uint8")
        golden.add(f"70 of uint8 in [{low}, {high})", "randint", [key, [70], low, high, {"dtype": "uint8"}], drawn, "jax.random.randint", within="exact")
    for low, high in [(0, 10), (5, 3 * 10**9), (0, 2**32 - 1)]:
        drawn = jax.random.randint(key, (70,), np.uint32(low), np.uint32(high), dtype="uint32")
        golden.add(f"70 of uint32 in [{low}, {high})", "randint", [key, [70], low, high, {"dtype": "uint32"}], drawn, "jax.random.randint", within="exact")
    golden.add("shape [2, 3]", "randint", [key, [2, 3], 0, 9], jax.random.randint(key, (2, 3), 0, 9), "jax.random.randint", within="exact")
    golden.write()


def write_order():
    golden = Golden("random", "order", "permutation and choice", seed=69)
    rng = np.random.default_rng(69)
    key = jax.random.key(0)
    other = jax.random.split(jax.random.key(-3), 3)[2]

    for n in [0, 1, 2, 10, 100]:
        golden.add(f"{n}", "permutation", [key, n], jax.random.permutation(key, n), "jax.random.permutation", within="exact")
    for n in [1625, 1626, 5000, 200_000, MILLION]:
        golden.add(f"{n}", "sampled", ["permutation", other, n], sampled(jax.random.permutation(other, n)), "jax.random.permutation", within="exact")
    vector = rng.normal(0, 1, 9).astype(np.float32)
    matrix = rng.normal(0, 1, (7, 3)).astype(np.float32)
    cube = rng.integers(0, 99, (5, 2, 3)).astype(np.int32)
    for name, rows in [("a vector", vector), ("the rows of a matrix", matrix), ("blocks", cube), ("a column", matrix[:, :1])]:
        golden.add(name, "permutation", [key, rows], jax.random.permutation(key, rows), "jax.random.permutation", within="exact")

    def add_choice(name, key, a, shape, summary=None, **options):
        drawn = jax.random.choice(key, a, tuple(shape), **options)
        given = [] if len(options) == 0 else [options]
        if summary is None:
            golden.add(name, "choice", [key, a, shape, *given], drawn, "jax.random.choice", within="exact")
        else:
            golden.add(name, "sampled", ["choice", key, a, shape, *given], summary(drawn), "jax.random.choice", within="exact")

    add_choice("a scalar of 5", key, 5, [])
    add_choice("none of 5", key, 5, [0])
    add_choice("20 of 5", key, 5, [20])
    add_choice("of a vector", key, vector, [4, 5])
    add_choice("of the rows of a matrix", key, matrix, [2, 2])
    add_choice("5 of 5 without replacement", key, 5, [5], replace=False)
    add_choice("6 of a vector without replacement", key, vector, [2, 3], replace=False)
    add_choice("4 rows without replacement", key, matrix, [4], replace=False)
    add_choice("500 of 3000 without replacement", other, 3000, [500], replace=False)
    for n in [1, 2, 15, 16, 17, 50, 256, 257, 300, 5000]:
        p = rng.random(n).astype(np.float32)
        add_choice(f"40 of {n} with weights", key, n, [40], p=p)
        add_choice(f"a hundred thousand of {n} with weights", other, n, [100_000], summary=sampled, p=p)
        size = (n + 1) // 2
        add_choice(f"{size} of {n} with weights, without replacement", other, n, [size], p=p, replace=False)
    k = jax.random.key(5)
    weights = jax.random.uniform(k, (100_000,))
    drawn = jax.random.choice(other, 100_000, (30_000,), p=weights, replace=False)
    golden.add("30,000 of 100,000 with weights, without replacement", "weighted", [other, k, 100_000, 30_000], sampled(drawn), "jax.random.choice", within="exact")
    p = np.array([0, 0.5, 0, 0.25, 0.25, 0, 0], dtype=np.float32)
    add_choice("weights of 0 are never drawn", key, 7, [100], p=p)
    add_choice("weights of 0, without replacement", key, 7, [3], p=p, replace=False)
    add_choice("rows with weights", key, matrix, [5], p=p)
    golden.write()


def write_upstream():
    golden = Golden("random", "upstream", "ngc-learn's drop_out and initialize_params", seed=69)
    rng = np.random.default_rng(69)
    key = jax.random.key(11)
    x = rng.normal(0, 1, (6, 5)).astype(np.float32)
    name = "ngclearn.utils.model_utils.drop_out"
    # The last rate's bound, 1 - rate, is one of the uniform values.
    bound = float(jax.random.uniform(key, x.shape)[2, 3])
    for rate in [0, 0.1, 0.3, 0.5, 0.9, 0.999, 1 - bound]:
        output, mask = model_utils.drop_out(key, x, rate)
        golden.add(f"rate {rate}", "dropOut", [key, x, {"rate": rate}], [output, mask], name, within="exact")
    output, mask = model_utils.drop_out(key, x, 0.25)
    binary = (np.asarray(mask) > 0).astype(np.float32)
    golden.add("rate 0.25, a scaled mask", "dropOut", [key, x, {"rate": 0.25}], [output, mask], name, within="exact", upstream=("the binary mask that the page of drop_out names", [output, binary]))
    golden.add("no rate", "dropOut", [key, x], list(model_utils.drop_out(key, x)), name, within="exact")

    initialize_params = upstream_2024("weight_distribution").initialize_params
    name = "ngclearn.utils.weight_distribution.initialize_params"
    kernels = [
        (["hollow", 0.3], {"dist": "hollow", "scale": 0.3}),
        (["eye", -2], {"dist": "eye", "scale": -2.0}),
        (["uniform", -0.3, 0.3], {"dist": "uniform", "amin": -0.3, "amax": 0.3}),
        (["uniform", 0.02, 0.8], {"dist": "uniform", "amin": 0.02, "amax": 0.8}),
        (["gaussian", 0.1, 0.05], {"dist": "gaussian", "mu": 0.1, "sigma": 0.05}),
        (["normal", 0, 1], {"dist": "normal", "mu": 0.0, "sigma": 1.0}),
        (["constant", 0.1], {"dist": "constant", "value": 0.1}),
    ]
    for kernel, described in kernels:
        for shape in [(4, 4), (2, 5), (5, 2)]:
            values = initialize_params(key, described, shape)
            golden.add(f"{kernel[0]} {list(shape)}", "initializeParams", [key, kernel, list(shape)], values, name, within="exact")
    values = initialize_params(key, {"dist": "eye", "scale": 3.0}, (2, 2))
    golden.add("a third element, ignored", "initializeParams", [key, ["eye", 3, None], [2, 2]], values, name, within="exact")
    golden.write()


METHODS = {"randomSample": "random_sample"}


def replay(seed, calls):
    """What numpy.random.RandomState gives for a list of [method, ...arguments] in camelCase."""
    state = np.random.RandomState(seed)
    answers = []
    for method, *args in calls:
        if method == "choice":
            a, size, options = args if len(args) == 3 else [*args, None][:2] + [{}]
            answer = state.choice(a, size, **options)
        elif method == "randint" and len(args) == 4:
            answer = state.randint(*args[:3], dtype=args[3]["dtype"])
        elif method == "shuffle":
            answer = args[0].copy()
            state.shuffle(answer)
        else:
            answer = getattr(state, METHODS.get(method, method))(*args)
        if isinstance(answer, np.ndarray):
            wide = method == "randint" and len(args) == 4
            answer = answer.astype(np.int32) if answer.dtype == np.int64 and not wide else answer
            answer = sampled(answer) if answer.size > 5000 else answer
        answers.append(answer)
    return answers


def write_random_state():
    golden = Golden("random", "random-state", "numpy.random.RandomState", seed=69)
    rng = np.random.default_rng(69)

    def add(name, seed, calls, within="exact"):
        golden.add(name, "replay", [seed, calls], replay(seed, calls), "numpy.random.RandomState", within=within)

    for seed in [0, 1, 1234, 2**31, 2**32 - 1]:
        add(f"seed {seed}", seed, [["randomSample", 3], ["randint", 0, 100, 5], ["permutation", 6]])
    add("random_sample", 5, [["randomSample"], ["randomSample", [2, 3]], ["randomSample", 0], ["randomSample", 1300]])
    add("uniform", 5, [["uniform"], ["uniform", -3, 2], ["uniform", -0.3, 0.3, 70], ["uniform", 2, 1, [3]], ["uniform", 0, 1, [2, 3]]])
    add("normal keeps its second value", 5, [["normal"], ["randint", 0, 9, 3], ["normal"], ["normal", 2, 0.5, 3], ["randomSample"], ["normal", 0, 1, 4], ["permutation", 4], ["normal", 0, 0, 2]], within="float64")
    add("normal", 6, [["normal", 0, 1, 1000], ["normal", -3, 7, [3, 5]]], within="float64")
    spans = [[0, 1], [0, 2], [-5, 6], [0, 255], [0, 256], [0, 257], [0, 2**16], [-(2**31), 2**31]]
    add("randint", 5, [["randint", low, high, 40] for low, high in spans])
    add("randint, one at a time", 5, [["randint", 7], ["randint", 1], ["randint", -5, 6], ["randint", 0, 2**31], ["randint", 5, None, 4]])
    for dtype, highs in [("uint8", [1, 2, 7, 200, 256]), ("uint32", [1, 10, 2**31 + 5, 2**32]), ("int64", [1, 10, 2**31 + 5, 2**32, 2**32 + 1, 2**40, 2**53 - 1])]:
        add(f"randint of {dtype}", 5, [["randint", 0, high, 13, {"dtype": dtype}] for high in highs] + [["randomSample", 2]])
    add("randint of int64 below 0", 5, [["randint", -(2**63), 2**63 - 1, 9, {"dtype": "int64"}], ["randint", -(2**40), -3, 9, {"dtype": "int64"}]])
    vector = rng.normal(0, 1, 9)
    matrix = rng.normal(0, 1, (7, 3)).astype(np.float32)
    add("permutation", 5, [["permutation", 0], ["permutation", 1], ["permutation", 2], ["permutation", 100], ["permutation", vector], ["permutation", matrix], ["permutation", 100_000]])
    add("shuffle", 5, [["shuffle", vector], ["shuffle", matrix], ["shuffle", vector[:1]], ["randomSample", 2]])
    p = rng.random(9)
    p /= p.sum()
    add("choice", 5, [["choice", 5], ["choice", 5, 20], ["choice", vector], ["choice", vector, [2, 3]], ["choice", 5, 5, {"replace": False}], ["choice", vector, 4, {"replace": False}], ["randomSample"]])
    add("choice with chances", 5, [["choice", 9, 30, {"p": p}], ["choice", vector, [2, 3], {"p": p}], ["choice", 9, 9, {"p": p, "replace": False}], ["choice", vector, 3, {"p": p, "replace": False}], ["randomSample"]])
    add("two million draws on", 5, [["randomSample", 2_000_000], ["randomSample"], ["randint", 0, 1000, 2_000_000], ["randint", 0, 1000, 5]])
    golden.write()


write_keys()
write_draws()
write_order()
write_upstream()
write_random_state()
