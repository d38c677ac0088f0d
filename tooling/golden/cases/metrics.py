"""Expected values of @ngc/metrics."""
import jax
import jax.numpy as jnp
import numpy as np
from ngclearn.utils import metric_utils

from golden import Golden, upstream_2024

metric_utils_2024 = upstream_2024("metric_utils")
rng = np.random.default_rng(69)
golden = Golden("metrics", "metrics", "scores of the page's metrics", seed=69)

UPSTREAM = "ngclearn.utils.metric_utils."
UPSTREAM_2024 = "ngclearn 2.0.3 metric_utils."


def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def add_mean_and_rows(name, call, python, arguments, options={}, within="sum32", f=None):
    """Two cases: the mean over rows, and each row's score."""
    f = f or getattr(metric_utils, python)
    mean = float(f(*arguments, **options))
    golden.add(name, call, [*arguments, options], mean, UPSTREAM + python, within)
    rows = np.asarray(f(*arguments, **options, preserve_batch=True))
    golden.add(f"{name}, each row", call, [*arguments, {**options, "preserveBatch": True}], rows, UPSTREAM + python, within)


values = [rng.normal(0, 2, (7, 5)).astype(np.float32) for _ in range(2)]
wide = [rng.normal(0, 2, (3, 784)).astype(np.float32) for _ in range(2)]
probabilities = rng.uniform(0.01, 0.99, (7, 5)).astype(np.float32)
binary = rng.integers(0, 2, (7, 5)).astype(np.float32)
predicted, true = (softmax(rng.normal(0, 2, (7, 5))).astype(np.float32) for _ in range(2))
labels = rng.integers(0, 5, 7)
one_hot = np.eye(5, dtype=np.float32)[labels]

add_mean_and_rows("7 x 5 normal values", "measureMSE", "measure_MSE", values)
add_mean_and_rows("3 x 784 normal values", "measureMSE", "measure_MSE", wide)
add_mean_and_rows("one row", "measureMSE", "measure_MSE", [v[:1] for v in values])
add_mean_and_rows("one column", "measureMSE", "measure_MSE", [v[:, :1] for v in values])
counts = [rng.integers(0, 9, (4, 3)).astype(np.int32) for _ in range(2)]
golden.add("int32 values", "measureMSE", counts, float(metric_utils.measure_MSE(*counts)), UPSTREAM + "measure_MSE")
hole = values[0].copy()
hole[2, 3] = np.nan
golden.add("NaN in one row", "measureMSE", [hole, values[1]], float(metric_utils.measure_MSE(hole, values[1])), UPSTREAM + "measure_MSE")
golden.add(
    "preserve_batch=False is given", "measureMSE", [*values, {"preserveBatch": False}],
    float(metric_utils.measure_MSE(*values)), UPSTREAM + "measure_MSE", "sum32",
    upstream=(UPSTREAM_2024 + "measure_MSE", np.asarray(metric_utils_2024.measure_MSE(*values, preserve_batch=False))),
)

add_mean_and_rows("7 x 5 probabilities", "measureBCE", "measure_BCE", [probabilities, binary])
add_mean_and_rows("targets between 0 and 1", "measureBCE", "measure_BCE", [probabilities, predicted])
add_mean_and_rows("offset 0.05", "measureBCE", "measure_BCE", [probabilities, binary], {"offset": 0.05})
add_mean_and_rows("7 x 5 probabilities", "measureCatNLL", "measure_CatNLL", [predicted, one_hot])
add_mean_and_rows("targets between 0 and 1", "measureCatNLL", "measure_CatNLL", [predicted, true])
add_mean_and_rows("offset 0.05", "measureCatNLL", "measure_CatNLL", [predicted, one_hot], {"offset": 0.05})
golden.add(
    "preserve_batch=False is given", "measureBCE", [probabilities, binary, {"preserveBatch": False}],
    float(metric_utils.measure_BCE(probabilities, binary)), UPSTREAM + "measure_BCE", "sum32",
    upstream=(UPSTREAM_2024 + "measure_BCE", np.asarray(metric_utils_2024.measure_BCE(probabilities, binary, preserve_batch=False))),
)

# Certain predictions, right and wrong: float32's bounds are those of JAX, which rounds 1 - offset to float32.
certain = np.array([[0.0], [0.0], [1.0], [1.0]], np.float32)
outcome = np.array([[0.0], [1.0], [0.0], [1.0]], np.float32)
for offset in (1e-7, 1e-6, 1e-4):
    add_mean_and_rows(f"p of 0 and 1, offset {offset}", "measureBCE", "measure_BCE", [certain, outcome], {"offset": offset})
    add_mean_and_rows(f"p of 0 and 1, offset {offset}", "measureCatNLL", "measure_CatNLL", [certain, outcome], {"offset": offset})
golden.add(
    "p of 1 for 0, offset below float32's resolution", "measureBCE", [certain[2:3], outcome[2:3], {"offset": 1e-9}],
    float(metric_utils.measure_BCE(certain[2:3], outcome[2:3], offset=1e-9)), UPSTREAM + "measure_BCE", "exact",
)
for call, python in (("measureBCE", "measure_BCE"), ("measureCatNLL", "measure_CatNLL")):
    f = getattr(metric_utils, python)
    certain_and_right = [np.array([[1.0, 0.0]], np.float32)] * 2
    golden.add(
        "0 ln 0 where nothing is clipped", call, [*certain_and_right, {"offset": 0}], 0.0, "0 ln 0 = 0", "exact",
        upstream=(UPSTREAM + python, float(f(*certain_and_right, offset=0.0))),
    )

# The page's formula is 1/N over rows; upstream's code also divides by the columns.
for name, q, p in (
    ("7 x 5 distributions", predicted, true),
    ("one-hot distributions", predicted, one_hot),
    ("distributions that have no class in common", np.eye(3, dtype=np.float32)[[0, 1]], np.eye(3, dtype=np.float32)[[1, 2]]),
    ("a distribution and itself", true, true),
):
    columns = p.shape[1]
    code = metric_utils.measure_KLD(q, p)
    rows = np.asarray(metric_utils.measure_KLD(q, p, preserve_batch=True))
    differs = name != "a distribution and itself"
    golden.add(
        name, "measureKLD", [q, p], float(code) * columns, f"columns * {UPSTREAM}measure_KLD", "sum32",
        upstream=(UPSTREAM + "measure_KLD", float(code)) if differs else None,
    )
    golden.add(
        f"{name}, each row", "measureKLD", [q, p, {"preserveBatch": True}], rows * np.float32(columns),
        f"columns * {UPSTREAM}measure_KLD", "sum32", upstream=(UPSTREAM + "measure_KLD", rows) if differs else None,
    )

ties = np.array([[1, 1, 0], [0, 2, 2], [3, 3, 3], [0, 0, 1]], np.float32)
nans = np.array([[0, np.nan, 5], [np.nan, 9, np.nan], [1, 2, 0]], np.float32)
second = np.eye(3, dtype=np.float32)[[1, 1, 1]]
for name, mu, y in (
    ("7 x 5 scores", values[0], one_hot),
    ("scores that agree", predicted, predicted),
    ("equal entries", ties, np.eye(3, dtype=np.float32)[[0, 1, 2, 2]]),
    ("NaN is the largest", nans, second),
    ("one class", values[0][:, :1], values[1][:, :1]),
):
    golden.add(name, "measureACC", [mu, y], float(metric_utils.measure_ACC(mu, y)), UPSTREAM + "measure_ACC", "float32")
for dtype in (np.int32, np.int64, np.uint8, np.float32):
    for shape in ((7,), (7, 1)):
        y = labels.astype(dtype).reshape(shape)
        try:
            code = float(metric_utils.measure_ACC(values[0], y, extract_label_indx=False))
        except UnboundLocalError as error:
            code = type(error).__name__
        golden.add(
            f"{np.dtype(dtype)} labels of shape {list(shape)}", "measureACC", [values[0], y, {"extractLabelIndx": False}],
            float(metric_utils.measure_ACC(values[0], one_hot)), f"{UPSTREAM}measure_ACC of one-hot rows", "float32",
            upstream=(UPSTREAM + "measure_ACC", code),
        )

codes = np.maximum(0, rng.normal(0, 1, (6, 9))).astype(np.float32)
odd = np.array([[np.nan, 1, -3, 0.1], [np.inf, -np.inf, 0.0, -0.0]], np.float32)
spikes = rng.integers(0, 2, (6, 9)).astype(np.uint8)
for name, x, tolerance in (("codes", codes, 0.0), ("codes above 0.5", codes, 0.5), ("a tolerance float32 rounds", odd, 0.1), ("uint8 spikes", spikes, 0.0)):
    for flip in (False, True):
        for preserve in (True, False):
            score = metric_utils.measure_sparsity(x, tolerance, preserve, flip)
            golden.add(
                f"{name}{', flipped' if flip else ''}{'' if preserve else ', their mean'}", "measureSparsity",
                [x, {"tolerance": tolerance, "preserveBatch": preserve, "flipMeasure": flip}],
                np.asarray(score) if preserve else float(score), UPSTREAM + "measure_sparsity", "float32",
            )
golden.add("defaults", "measureSparsity", [codes], np.asarray(metric_utils.measure_sparsity(codes)), UPSTREAM + "measure_sparsity")

# The same code in double precision.
with jax.enable_x64(True):
    wide64 = [jnp.asarray(v, jnp.float64) for v in (values[0], values[1])]
    p64, x64 = jnp.asarray(probabilities, jnp.float64), jnp.asarray(binary, jnp.float64)
    certain64, outcome64 = jnp.asarray(certain, jnp.float64), jnp.asarray(outcome, jnp.float64)
    q64, t64 = jnp.asarray(predicted, jnp.float64), jnp.asarray(true, jnp.float64)
    add_mean_and_rows("float64 values", "measureMSE", "measure_MSE", wide64, within="float64")
    add_mean_and_rows("float64 probabilities", "measureBCE", "measure_BCE", [p64, x64], within="float64")
    add_mean_and_rows("float64 p of 0 and 1", "measureBCE", "measure_BCE", [certain64, outcome64], within="float64")
    add_mean_and_rows("float64 probabilities", "measureCatNLL", "measure_CatNLL", [q64, t64], within="float64")
    columns = q64.shape[1]
    scaled = lambda *a, **o: columns * metric_utils.measure_KLD(*a, **o)
    add_mean_and_rows("float64 distributions", "measureKLD", "measure_KLD", [q64, t64], within="float64", f=scaled)
golden.write()
