"""Expected values of @ngc/tensor: NumPy for floats, JAX for the dtypes of integers, ngc-learn for the page's functions."""
import jax
import jax.numpy as jnp
import numpy as np
from ngclearn.utils import model_utils

from golden import Golden, upstream_2024

np.seterr(all="ignore")
rng = np.random.default_rng(31)
SPECIAL = [np.nan, np.inf, -np.inf, -0.0, 0.0, 1.0, -1.0, 0.5, -0.5, 2.5, -2.5, 1e-40, -1e-40, 3e38, -3e38, 1e-10]
FLOATS = ("float32", "float64")
INTEGERS = ("int32", "uint32", "uint8")
# How each dtype's answers of one rounded operation compare with NumPy's.
EXACT, CLOSE = dict.fromkeys(FLOATS, "exact"), {"float32": "float32", "float64": "float64"}


def floats(shape, dtype="float32", scale=3):
    return rng.normal(0, scale, shape).astype(dtype)


def integers(shape, dtype):
    low, high = (0, 2) if dtype == "bool" else (np.iinfo(dtype).min, int(np.iinfo(dtype).max) + 1)
    return rng.integers(low, high, shape, dtype)


def name_of(*arrays):
    return " and ".join(f"{a.dtype} {list(a.shape)}" if isinstance(a, np.ndarray) else str(a) for a in arrays)


def elementwise():
    golden = Golden("tensor", "elementwise", "arithmetic and comparisons of every dtype, broadcast", seed=31)
    unary = {
        "negative": (np.negative, EXACT), "abs": (np.abs, EXACT), "sign": (np.sign, EXACT), "square": (np.square, EXACT),
        "floor": (np.floor, EXACT), "round": (np.round, EXACT), "sqrt": (np.sqrt, EXACT), "exp": (np.exp, CLOSE),
        "expm1": (np.expm1, CLOSE), "log": (np.log, CLOSE), "log1p": (np.log1p, CLOSE), "tanh": (np.tanh, CLOSE),
        "isNaN": (np.isnan, EXACT), "logicalNot": (np.logical_not, EXACT),
    }
    for call, (f, within) in unary.items():
        python = f"numpy.{f.__name__}"
        for dtype in FLOATS:
            for x in (np.asarray(SPECIAL, dtype), floats((3, 4), dtype), floats((0, 2), dtype), np.asarray(floats((), dtype))):
                golden.add(name_of(x), call, [x], np.asarray(f(x)), python, within=within[dtype])
        for x in (-0.5, 2.5, float("nan"), float("-inf")):
            value = f(np.float64(x))
            golden.add(f"the number {x}", call, [x], int(value) if value.dtype == bool else float(value), python, within=within["float64"])
        for dtype in INTEGERS:
            x = integers(5, dtype)
            if call != "isNaN":
                within_integer = "float32" if call in ("sqrt", "exp", "expm1", "log", "log1p", "tanh") else "exact"
                golden.add(name_of(x), call, [x], getattr(jnp, f.__name__)(x), f"jax.numpy.{f.__name__}", within=within_integer)
    binary = {
        "add": np.add, "subtract": np.subtract, "multiply": np.multiply, "divide": np.divide, "maximum": np.maximum,
        "minimum": np.minimum, "power": np.power, "equal": np.equal, "notEqual": np.not_equal, "greater": np.greater,
        "greaterEqual": np.greater_equal, "less": np.less, "lessEqual": np.less_equal, "logicalAnd": np.logical_and,
        "logicalOr": np.logical_or,
    }
    shapes = [((2, 3), (2, 3)), ((2, 3), (3,)), ((3,), (2, 3)), ((2, 1), (1, 3)), ((2, 1, 4), (3, 1)), ((2, 3), ()), ((), (2, 3)),
              ((0, 3), (3,)), ((1,), (0,)), ((1, 1), (0,)), ((2, 0), (2, 1)), ((3,), (1, 1)), ((), ()), ((1, 1, 1), (1,))]
    pairs = [(p, q) for p in SPECIAL[:9] for q in SPECIAL[:9]]
    for call, f in binary.items():
        python, within = f"numpy.{f.__name__}", CLOSE if call == "power" else EXACT
        for a, b in shapes:
            a, b = np.asarray(floats(a)), np.asarray(floats(b))
            golden.add(name_of(a, b), call, [a, b], np.asarray(f(a, b)), python, within=within["float32"])
        a, b = floats(4), floats(4, "float64")
        golden.add(name_of(a, b), call, [a, b], np.asarray(f(a, b)), python, within=within["float64"])
        for dtype in FLOATS:
            a, b = (np.asarray(side, dtype) for side in zip(*pairs))
            golden.add(f"special {dtype} pairs", call, [a, b], np.asarray(f(a, b)), python, within=within[dtype])
            golden.add(f"{dtype} and a number", call, [a, 0.1], f(a, 0.1), python, within=within[dtype])
            golden.add(f"a number and {dtype}", call, [0.1, a], f(0.1, a), python, within=within[dtype])
        for p, q in pairs[::7]:
            value = f(np.float64(p), np.float64(q))
            golden.add(f"the numbers {p} and {q}", call, [p, q], int(value) if value.dtype == bool else float(value), python, within=within["float64"])
        if call != "divide":
            for m, n in (("int32", "int32"), ("uint32", "uint32"), ("uint8", "uint8"), ("int32", "uint8"), ("uint32", "uint8"), ("bool", "int32"), ("bool", "uint8")):
                a, b = integers(6, m), integers(6, n)
                if call == "power":
                    b = (b % np.asarray(5, n)).astype(n) if n != "bool" else b
                golden.add(name_of(a, b), call, [a, b], getattr(jnp, f.__name__)(a, b), f"jax.numpy.{f.__name__}", within="exact")
            a = integers(6, "uint8")
            golden.add("uint8 and a whole number", call, [a, 3], getattr(jnp, f.__name__)(a, 3), f"jax.numpy.{f.__name__}", within="exact")
        small = np.asarray([1, 7, 3], "int32")
        golden.add("int32 and a fraction", call, [small, 0.5], getattr(jnp, f.__name__)(small, 0.5), f"jax.numpy.{f.__name__}", within="float32")
        golden.add("int32 and float32", call, [small, np.float32([0.5, 2, 3])], getattr(jnp, f.__name__)(small, jnp.float32([0.5, 2, 3])), f"jax.numpy.{f.__name__}", within="float32")
    for m, n in (("int32", "int32"), ("uint8", "uint32"), ("bool", "bool")):
        a, b = integers(6, m), integers(6, n)
        golden.add(name_of(a, b), "divide", [a, b], jnp.divide(a, b), "jax.numpy.divide")
    a, b = integers(4, "int32"), floats(4, "float64")
    golden.add(name_of(a, b), "divide", [a, b], np.divide(a, b), "numpy.divide", within="float64")
    for low, high in ((-1, 1), (0.1, 2), (-float("inf"), 0), (2, 1)):
        for dtype in FLOATS:
            x = np.asarray(SPECIAL, dtype)
            golden.add(f"{dtype} from {low} to {high}", "clip", [x, low, high], np.clip(x, np.asarray(low, dtype), np.asarray(high, dtype)), "numpy.clip", within="exact")
    x = np.asarray([-7, 0, 9], "int32")
    golden.add("int32, whole bounds", "clip", [x, -2, 5], np.clip(x, -2, 5), "numpy.clip", within="exact")
    golden.add("int32, a fraction", "clip", [x, -2, 5.5], jnp.clip(x, -2, 5.5), "jax.numpy.clip", within="exact")
    for c, a, b in (((2, 3), (3,), ()), ((3,), (2, 1), (1, 3)), ((2, 1), (), (4,)), ((0, 2), (2,), (1, 2)), ((), (2,), (2,))):
        cond, a, b = integers(c, "bool"), np.asarray(floats(a)), np.asarray(floats(b))
        golden.add(name_of(cond, a, b), "where", [cond, a, b], np.where(cond, a, b), "numpy.where", within="exact")
    cond = np.asarray([True, False, True])
    for a, b in ((integers(3, "bool"), integers(3, "bool")), (integers(3, "uint8"), integers(3, "int32")), (integers(3, "uint8"), 3), (floats(3), 0.1)):
        golden.add(f"{name_of(a, b)}", "where", [cond, a, b], jnp.where(cond, a, b), "jax.numpy.where", within="exact")
    golden.add("a float condition: NaN is not 0", "where", [np.float32([0, np.nan, -0.0]), np.float32([1, 2, 3]), np.float32([4, 5, 6])], np.float32([4, 2, 6]), "numpy.where", within="exact")
    for a, b, options in (
        ([1.0, 2.0], [1.0, 2.0], {}), ([1.0], [1.00001], {}), ([1.0], [1.0001], {}), ([1.0], [1.1], {"rtol": 0.1}), ([0.0], [1e-9], {}), ([0.0], [1e-7], {}),
        ([0.0], [1e-7], {"atol": 1e-6}), ([np.inf], [np.inf], {}), ([np.inf], [-np.inf], {}), ([1.0], [np.inf], {}), ([np.inf], [1.0], {}),
        ([np.nan], [np.nan], {}), ([np.nan], [np.nan], {"equalNan": True}), ([np.nan], [1.0], {"equalNan": True}), ([[1.0], [1.0]], [1.0], {}), ([], [1.0], {}),
        ([1.0, 2.0, 3.0], [1.0, 2.0, 4.0], {}), ([1.0], [np.inf], {"rtol": 0}), ([1.0], [2.0], {"atol": float("inf")}),
    ):
        a, b = np.asarray(a, "float64"), np.asarray(b, "float64")
        names = {"equalNan": "equal_nan"}
        value = bool(np.allclose(a, b, **{names.get(k, k): v for k, v in options.items()}))
        golden.add(f"{a.tolist()} and {b.tolist()} {options}", "allClose", [a, b, options], value, "numpy.allclose", within="exact")
    golden.write()


def reductions():
    golden = Golden("tensor", "reductions", "sums, extremes, spread and order, with and without an axis", seed=31)
    names = {"variance": "var", "keepDims": "keepdims"}
    tables = {dtype: floats((3, 4), dtype) for dtype in FLOATS}
    cube = floats((2, 3, 4))
    for call in ("sum", "prod", "mean", "max", "min", "argmax", "argmin", "std", "variance", "all", "any"):
        f = getattr(np, names.get(call, call))
        python = f"numpy.{f.__name__}"
        sums = call in ("sum", "prod", "mean", "std", "variance")

        def add(name, x, options, within, via=f, python=python):
            keywords = {names.get(k, k): v for k, v in options.items()}
            value = via(x, **keywords)
            if "axis" in options or "keepDims" in options:
                value = np.asarray(value)
                if call.startswith("arg"):
                    value = value.astype("int32")
            else:
                value = value.item()
            golden.add(f"{name} {options}", call, [x, options], value, python, within=within)

        for dtype, x in tables.items():
            for options in ({"axis": 0}, {"axis": 1}, {"axis": -1, "keepDims": True}, {"axis": 0, "keepDims": True}, {"keepDims": True}):
                add(name_of(x), x, options, ("sum32" if dtype == "float32" else "float64") if sums else "exact")
            whole = x.astype("float64") if sums else x
            golden.add(name_of(x), call, [x], f(whole).item(), python, within="float64" if sums else "exact")
        for axis in (0, 1, 2, -2):
            add(name_of(cube), cube, {"axis": axis}, "sum32" if sums else "exact")
        add("a vector", floats(70), {"axis": 0}, "sum32" if sums else "exact")
        for values in ([1, np.nan, 3, np.nan], [np.inf, -np.inf], [np.inf, 1], [2, 7, 7, 2], [-0.0, 0.0], [3e38, 3e38]):
            x = np.asarray(values, "float64")
            add(f"{values}", x, {}, "float64")
            add(f"{values}", x, {"axis": 0}, "float64")
        wide = floats((3, 37))
        add(name_of(wide), wide, {"axis": 0}, "sum32" if sums else "exact")
        for dtype in (*INTEGERS, "bool"):
            x = integers((3, 4), dtype)
            for axis in (0, 1):
                add(name_of(x), x, {"axis": axis}, "sum32" if call in ("mean", "std", "variance") else "exact", via=getattr(jnp, f.__name__), python=f"jax.{python}")
        if call not in ("max", "min", "argmax", "argmin"):
            add("no elements", np.zeros(0, "float32"), {}, "exact")
            add("an empty axis", np.zeros((2, 0), "float32"), {"axis": 1}, "exact")
        add("an axis beside an empty one", np.zeros((2, 0), "float32"), {"axis": 0}, "exact")
    for ddof in (1, 2, 3):
        for call in ("std", "variance"):
            f = getattr(jnp, names.get(call, call))
            golden.add(f"ddof {ddof}", call, [cube, {"axis": 1, "ddof": ddof}], f(cube, axis=1, ddof=ddof), f"jax.numpy.{f.__name__}", within="sum32")
    far = (1e8 + np.arange(4)).astype("float64")
    golden.add("a mean far from 0", "variance", [far], float(np.var(far)), "numpy.var", within="float64")
    for ord, name in ((1, "1"), (2, "2"), (np.inf, "Infinity")):
        for x in (tables["float32"], tables["float64"], cube):
            wide = x.astype("float64").reshape(-1)
            golden.add(f"{name_of(x)} ord {name}", "norm", [x, {"ord": ord}], float(np.linalg.norm(wide, ord)), "numpy.linalg.norm", within="float64")
            within = "sum32" if x.dtype == "float32" else "float64"
            golden.add(f"{name_of(x)} ord {name} axis 0", "norm", [x, {"ord": ord, "axis": 0}], np.linalg.norm(x, ord, axis=0), "numpy.linalg.norm", within=within)
        golden.add(f"NaN, ord {name}", "norm", [np.asarray([1, np.nan, np.inf]), {"ord": ord}], float("nan"), "numpy.linalg.norm", within="exact")
        golden.add(f"an infinity, ord {name}", "norm", [np.asarray([1, -np.inf]), {"ord": ord}], float("inf"), "numpy.linalg.norm", within="exact")
    for scale in (1e300, 1e-300, 5e-324):
        golden.add(f"entries of {scale}", "norm", [np.asarray([3 * scale, 4 * scale])], 5 * scale, "math.hypot", within="float64")
    golden.add("4 x 3", "trace", [tables["float64"].T], float(np.trace(tables["float64"])), "numpy.trace", within="float64")
    for x in (floats((3, 5)), np.float32([[3, np.nan, -0.0, 0.0, -np.inf], [1, 1, 0, 1, np.nan]]), integers((3, 5), "int32"), integers((3, 5), "uint8"), integers((2, 3), "bool"), np.zeros((0, 3), "float32"), np.zeros((3, 0), "float32")):
        for axis in (0, 1):
            golden.add(f"{name_of(x)} axis {axis}", "sort", [x, {"axis": axis}], np.sort(x, axis=axis, kind="stable"), "numpy.sort", within="exact")
            golden.add(f"{name_of(x)} axis {axis}", "argsort", [x, {"axis": axis}], np.argsort(x, axis=axis, kind="stable").astype("int32"), "numpy.argsort", within="exact")
            golden.add(f"{name_of(x)} axis {axis}", "cumsum", [x, {"axis": axis}], jnp.cumsum(x, axis=axis), "jax.numpy.cumsum", within="sum32" if x.dtype == "float32" else "exact")
        golden.add(name_of(x), "sort", [x], np.sort(x, kind="stable"), "numpy.sort", within="exact")
        for k in (0, 1, 2):
            if k <= x.shape[1]:
                golden.add(f"{name_of(x)}, k = {k}", "topK", [x, k], list(jax.lax.top_k(jnp.asarray(x), k)), "jax.lax.top_k", within="exact")
    golden.write()


def arrangement():
    golden = Golden("tensor", "arrangement", "making, arranging and joining tensors of every dtype", seed=31)
    dtypes = ("float32", "float64", "int32", "uint32", "uint8", "bool", "int64", "uint64")

    def add(name, call, args, value, python):
        golden.add(name, call, args, value, python, within="exact")

    for dtype in dtypes:
        x = floats((2, 3, 4), dtype) if dtype in FLOATS else integers((2, 3, 4), dtype)
        matrix, vector = x[0], x[0, 0]
        add(dtype, "reshape", [x, [4, -1]], x.reshape(4, -1), "numpy.reshape")
        add(dtype, "transpose", [x], x.transpose(), "numpy.transpose")
        add(dtype, "transpose", [x, [1, -1, 0]], x.transpose(1, -1, 0), "numpy.transpose")
        for axis in (0, 1, -1):
            add(f"{dtype} axis {axis}", "concat", [[x, x], {"axis": axis}], np.concatenate([x, x], axis), "numpy.concatenate")
            add(f"{dtype} axis {axis}", "stack", [[matrix, matrix], {"axis": axis}], np.stack([matrix, matrix], axis), "numpy.stack")
            add(f"{dtype} axis {axis}", "slice", [x, 1, -1, {"axis": axis}], x[1:-1] if axis == 0 else x[:, 1:-1] if axis == 1 else x[..., 1:-1], "numpy.ndarray.__getitem__")
        add(dtype, "take", [matrix, [2, 0, 2, -1]], matrix[[2, 0, 2, -1]], "numpy.take")
        add(dtype, "take", [matrix, np.asarray([[0, 1], [2, 0]], "int32")], matrix[[[0, 1], [2, 0]]], "numpy.take")
        add(dtype, "squeeze", [matrix[:1, :, None]], matrix[0], "numpy.squeeze")
        add(dtype, "squeeze", [matrix[:1, :, None], {"axis": -1}], matrix[:1], "numpy.squeeze")
        add(dtype, "expandDims", [matrix, -2], np.expand_dims(matrix, -2), "numpy.expand_dims")
        add(dtype, "broadcastTo", [matrix[:, :1], [2, 3, 5]], np.broadcast_to(matrix[:, :1], (2, 3, 5)), "numpy.broadcast_to")
        add(dtype, "broadcastTo", [np.asarray(vector[0]), [2, 2]], np.broadcast_to(vector[0], (2, 2)), "numpy.broadcast_to")
        add(dtype, "pad", [matrix, [[0, 1], [2, 0]]], np.pad(matrix, [[0, 1], [2, 0]]), "numpy.pad")
        add(dtype, "pad", [vector, 2, {"value": 1}], np.pad(vector, 2, constant_values=1), "numpy.pad")
        add(dtype, "diag", [matrix], np.diag(matrix).copy(), "numpy.diag")
        add(dtype, "diag", [vector], np.diag(vector), "numpy.diag")
        add(dtype, "clone", [x], x, "numpy.copy")
        add(dtype, "eye", [2, 3, dtype], np.eye(2, 3, dtype=dtype), "numpy.eye")
        add(dtype, "zeros", [[2], dtype], np.zeros(2, dtype), "numpy.zeros")
        add(dtype, "ones", [[2], dtype], np.ones(2, dtype), "numpy.ones")
        add(dtype, "full", [[2, 2], 1, dtype], np.full((2, 2), 1, dtype), "numpy.full")
        for to in dtypes:
            small = np.asarray([0, 1, 7, 200]).astype(dtype)
            add(f"{dtype} to {to}", "astype", [small, to], small.astype(to), "numpy.ndarray.astype")
    for axes, shape in (((0, 3), (3, 0)), ((2, 0), (0,))):
        x = np.zeros(axes, "float32")
        add(name_of(x), "reshape", [x, list(shape)], x.reshape(shape), "numpy.reshape")
        add(name_of(x), "transpose", [x], x.T, "numpy.transpose")
        add(name_of(x), "concat", [[x, x], {"axis": 1}], np.concatenate([x, x], 1), "numpy.concatenate")
        add(name_of(x), "pad", [x, 1], np.pad(x, 1), "numpy.pad")
    add("int64 to int32 keeps the low bits", "astype", [np.asarray([2**40 + 5, -(2**40) - 5]), "int32"], np.asarray([2**40 + 5, -(2**40) - 5]).astype("int32"), "numpy.ndarray.astype")
    add("float to int64", "astype", [np.asarray([1.7, -1.7, 2.0**60]), "int64"], np.asarray([1.7, -1.7, 2.0**60]).astype("int64"), "numpy.ndarray.astype")
    add("NaN to bool", "astype", [np.asarray([np.nan, 0.1, -0.0]), "bool"], np.asarray([np.nan, 0.1, -0.0]).astype(bool), "numpy.ndarray.astype")
    for a, b in (("bool", "uint8"), ("uint8", "int32"), ("uint32", "int32"), ("int32", "float32"), ("bool", "bool")):
        p, q = np.asarray([1, 0], a), np.asarray([1, 1], b)
        add(f"{a} and {b}", "concat", [[p, q]], jnp.concatenate([jnp.asarray(p), jnp.asarray(q)]), "jax.numpy.concatenate")
    for args in ((5,), (0,), (1, 6), (1, 2, 0.25), (5, 0, -2), (0, 5, -1), (0, 1, 0.3), (-2.5, 2)):
        add(str(args), "arange", list(args), np.arange(*args).astype("float32"), "numpy.arange")
    add("int32", "arange", [5, -7, -3, "int32"], np.arange(5, -7, -3, "int32"), "numpy.arange")
    for args in ((0, 1, 5), (2, -2, 3), (0, 1, 1), (0, 1, 0), (3, 3, 4)):
        golden.add(str(args), "linspace", list(args), np.linspace(*args, dtype="float32"), "numpy.linspace")
    golden.add("50 by default", "linspace", [0, 1], np.linspace(0, 1, dtype="float32"), "numpy.linspace")
    add("int32 fractions are floored", "linspace", [-1, 1, 5, "int32"], np.linspace(-1, 1, 5, dtype="int32"), "numpy.linspace")
    golden.write()


def products():
    golden = Golden("tensor", "products", "matrix products of every shape of tile", seed=31)
    for m, k, n in ((1, 1, 1), (2, 3, 2), (4, 4, 2), (5, 7, 3), (3, 1, 5), (5, 6, 67), (2, 0, 3), (0, 2, 3), (3, 2, 0)):
        for dtype in FLOATS:
            a, b = floats((m, k), dtype, 1), floats((k, n), dtype, 1)
            value = (a.astype("float64") @ b.astype("float64")).astype(dtype)
            within = "sum32" if dtype == "float32" else "float64"
            for ta in (False, True):
                for tb in (False, True):
                    args = [np.ascontiguousarray(a.T) if ta else a, np.ascontiguousarray(b.T) if tb else b, {"transposeA": ta, "transposeB": tb}]
                    golden.add(f"{dtype} {m} x {k} by {k} x {n}, transposed {ta} {tb}", "matmul", args, value, "numpy.matmul", within=within)
    for dtype in ("int32", "uint32", "uint8"):
        a, b = integers((3, 4), dtype), integers((4, 2), dtype)
        golden.add(f"{dtype} wraps", "matmul", [a, b], jnp.matmul(a, b), "jax.numpy.matmul", within="exact")
    a, b = floats((3, 4)), floats(4)
    golden.add("matrix and vector", "matmul", [a, b], a @ b, "numpy.matmul", within="sum32")
    golden.add("vector and matrix", "matmul", [b, a, {"transposeB": True}], b @ a.T, "numpy.matmul", within="sum32")
    golden.add("float32 and float64", "matmul", [a, b.astype("float64")], a.astype("float64") @ b, "numpy.matmul", within="float64")
    golden.add("5 elements", "dot", [b, b[::-1].copy()], float(np.dot(b.astype("float64"), b[::-1])), "numpy.dot", within="float64")
    golden.add("no elements", "dot", [np.zeros(0), np.zeros(0)], 0.0, "numpy.dot", within="exact")
    golden.add("3 by 4", "outer", [a[:, 0].copy(), b], np.outer(a[:, 0], b), "numpy.outer", within="exact")
    golden.write()


def page():
    golden = Golden("tensor", "page", "the functions of ngclearn.utils.model_utils that are a tensor's", seed=31)
    module, older = "ngclearn.utils.model_utils", upstream_2024("model_utils")
    x = floats((4, 5), scale=1)
    for bound in (-0.5, 0.0, 1.0):
        golden.add(f"bound {bound}", "clampMin", [x, bound], model_utils.clamp_min(x, bound), f"{module}.clamp_min", within="exact")
        golden.add(f"bound {bound}", "clampMax", [x, bound], model_utils.clamp_max(x, bound), f"{module}.clamp_max", within="exact")
    special = np.float32([np.nan, np.inf, -np.inf, 2])
    golden.add("NaN and infinities", "clampMin", [special, 1], np.maximum(special, 1), "numpy.maximum", within="exact",
               upstream=(f"{module}.clamp_min", model_utils.clamp_min(special, 1.0)))
    golden.add("NaN and infinities", "clampMax", [special, 1], np.minimum(special, 1), "numpy.minimum", within="exact",
               upstream=(f"{module}.clamp_max", model_utils.clamp_max(special, 1.0)))
    golden.add("4 x 5", "binarize", [x], model_utils.binarize(x), f"{module}.binarize", within="exact")
    golden.add("threshold 0.1", "binarize", [x, {"threshold": 0.1}], model_utils.binarize(x, 0.1), f"{module}.binarize", within="exact")
    edge = np.float32([0.25, 0.5, 0.75, np.nan])
    golden.add("the threshold itself is 1", "binarize", [edge], np.float32([0, 1, 1, 0]), "x >= threshold", within="exact",
               upstream=(f"{module}.binarize", model_utils.binarize(edge)))
    golden.add("4 x 5", "oneHot", [x], model_utils.one_hot(x), f"{module}.one_hot", within="exact")
    ties = np.float32([[1, 3, 3], [2, 2, 2], [np.nan, 9, np.nan], [-np.inf, -np.inf, -np.inf]])
    golden.add("ties and NaN", "oneHot", [ties], model_utils.one_hot(ties), f"{module}.one_hot", within="exact")
    for order in (1, 2):
        for axis in (0, 1):
            golden.add(f"order {order} axis {axis}", "normalizeMatrix", [x, 1.5, {"order": order, "axis": axis}],
                       older.normalize_matrix(x, 1.5, order=order, axis=axis), f"{module}.normalize_matrix")
    spring = x * (1 / np.square(np.sum(np.square(x), axis=0, keepdims=True)))
    golden.add("order 2 is the L2 norm", "normalizeMatrix", [x, 1, {"order": 2}], x / np.linalg.norm(x, axis=0), "numpy.linalg.norm",
               upstream=(f"{module}.normalize_matrix (April 2024): wnorm / square(sum(square(M)))", spring))
    holes = np.float32([[0, 1], [0, 3]])
    golden.add("a column of zeros stays", "normalizeMatrix", [holes, 1], model_utils.normalize_matrix(holes, 1.0), f"{module}.normalize_matrix")
    tiny = np.float32([[1e-12], [3e-12]])
    golden.add("a small column is scaled too", "normalizeMatrix", [tiny, 1], np.float32([[0.25], [0.75]]), "x wnorm / norm(x)",
               upstream=(f"{module}.normalize_matrix", model_utils.normalize_matrix(tiny, 1.0)))
    labels = np.asarray([3, 0, 1, 3], "int32")
    golden.add("4 labels of 5", "oneHotLabels", [labels, 5], jax.nn.one_hot(labels, 5), "jax.nn.one_hot", within="exact")
    golden.add("no labels", "oneHotLabels", [[], 2], jax.nn.one_hot(np.zeros(0, "int32"), 2), "jax.nn.one_hot", within="exact")
    golden.write()


elementwise()
reductions()
arrangement()
products()
page()
