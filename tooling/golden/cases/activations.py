"""Expected values of @ngc/activations."""
import warnings
from decimal import Decimal, getcontext

import numpy as np
from ngclearn.utils import model_utils

from golden import Golden, upstream_2024

# Enough digits that 1 + exp(-740) still knows its last 16.
getcontext().prec = 400
released_2024 = upstream_2024("model_utils")
UPSTREAM = "ngclearn.utils.model_utils."
rng = np.random.default_rng(69)
golden = Golden("activations", "activations", "values and derivatives of the page's activations", seed=69)

x32 = rng.normal(0, 3, (4, 5)).astype(np.float32)
edges32 = np.array([np.nan, np.inf, -np.inf, -0.0, 0.0, 1e-30, -1e-30, 6.0, 100.0, -100.0], np.float32)
# Moderate, at the edges of exp, and down to subnormals.
x64 = np.concatenate([rng.normal(0, 3, 20), [0.0, 1e-300, -1e-300, 5e-324, 20, -20, 36.7, -36.7, 372, -372, 709.5, -709.5, 740, -740, 1000, -1000]])


def error_of(call, *args):
    """The kind of error that upstream's code raises, where it does."""
    try:
        call(*args)
    except Exception as error:
        return type(error).__name__
    raise AssertionError(f"{call} was expected to raise")


def precisely(f, values):
    """f in 400 digits, rounded once."""
    return np.array([float(f(Decimal(float(value)))) for value in values])


def from_jax(names, x, about, within="float32"):
    for name in names.split():
        call = "".join([name.split("_")[0], *[part.capitalize() for part in name.split("_")[1:]]])
        value = np.asarray(getattr(model_utils, name)(x), np.float32)
        golden.add(about, call, [x], value, UPSTREAM + name, within)


from_jax("identity d_identity relu d_relu lrelu d_lrelu relu6 d_relu6 heaviside d_heaviside threshold d_threshold", x32, "4 x 5 normal values", within="exact")
smooth = "sigmoid d_sigmoid tanh softplus d_softplus"
from_jax(smooth, x32, "4 x 5 normal values")
# Upstream takes tanh^2, rounded to float32, from 1.
from_jax("d_tanh", x32, "4 x 5 normal values", within="sum32")
from_jax("identity relu lrelu relu6 heaviside threshold d_relu d_lrelu", edges32, "NaN, infinities, zeros, large and tiny", within="exact")
from_jax(smooth, edges32, "NaN, infinities, zeros, large and tiny")
from_jax("d_tanh", edges32, "NaN, infinities, zeros, large and tiny", within="sum32")
golden.add("a threshold of 0.5", "threshold", [x32, {"thr": 0.5}], model_utils.threshold(x32, 0.5), UPSTREAM + "threshold", within="exact")
tenths = np.array([0.1, 0.2, 0.3], np.float32)
golden.add("0.1 beside float32 is float32's 0.1", "threshold", [tenths, {"thr": 0.1}], model_utils.threshold(tenths, 0.1), UPSTREAM + "threshold", within="exact")

ones = np.ones(10, np.float32)
for call, name in (("dIdentity", "d_identity"), ("dHeaviside", "d_heaviside"), ("dThreshold", "d_threshold")):
    golden.add("NaN and infinities too", call, [edges32], ones, "1", within="exact", upstream=(UPSTREAM + name, getattr(model_utils, name)(edges32)))
golden.add("zeros, NaN, infinities and the upper kink", "dRelu6", [edges32], released_2024.d_relu6(edges32), "ngclearn 2.0.3 " + UPSTREAM + "d_relu6", within="exact", upstream=("ngclearn 3.2.3 " + UPSTREAM + "d_relu6", model_utils.d_relu6(edges32)))


def sigmoid(x):
    return 1 / (1 + (-x).exp())


def d_sigmoid(x):
    return sigmoid(x) * sigmoid(-x)


def tanh(x):
    return 2 * sigmoid(2 * x) - 1


def d_tanh(x):
    return 4 * d_sigmoid(2 * x)


def softplus(x):
    return (1 + x.exp()).ln()


for call, f, formula in (
    ("sigmoid", sigmoid, "1 / (1 + exp(-x))"),
    ("dSigmoid", d_sigmoid, "sigmoid(x) sigmoid(-x)"),
    ("tanh", tanh, "2 sigmoid(2x) - 1"),
    ("dTanh", d_tanh, "4 dSigmoid(2x)"),
    ("softplus", softplus, "ln(1 + exp(x))"),
    ("dSoftplus", sigmoid, "1 / (1 + exp(-x))"),
):
    golden.add("float64 from 1000 down to subnormals", call, [x64], precisely(f, x64), f"{formula} in 400 digits", within="relative64")

# Inverses
p32 = np.concatenate([rng.uniform(0, 1, 12), [0, 0.01, 0.99, 1]]).astype(np.float32)
p64 = np.concatenate([rng.uniform(0, 1, 20), [5e-324, 1e-300, 0.5 - 1e-10, 0.5, 0.5 + 1e-15, 0.2499, 0.2501, 0.7499, 0.7501, 1 - 1e-15]])


def logit(x):
    return (x / (1 - x)).ln()


def clipped(f, low, high):
    return lambda x: f(min(max(x, Decimal(low)), Decimal(high)))


raw_logistic = model_utils.inverse_logistic.__wrapped__
name = "ln(x / (1 - x)) in 400 digits"
golden.add("clipped at 0.03", "inverseLogistic", [p32], precisely(clipped(logit, 0.03, 0.97), p32).astype(np.float32), name, upstream=(UPSTREAM + "inverse_logistic, not jitted", raw_logistic(p32)))
golden.add("under jit upstream raises", "inverseLogistic", [p32, {"clipBound": 0.1}], precisely(clipped(logit, 0.1, 0.9), p32).astype(np.float32), name, upstream=(UPSTREAM + "inverse_logistic", error_of(model_utils.inverse_logistic, p32, 0.1)))
golden.add("float64, not clipped", "inverseLogistic", [p64, {"clipBound": 0}], precisely(logit, p64), name, within="relative64")
golden.add("float64, clipped at 0.03", "inverseLogistic", [p64], precisely(clipped(logit, 0.03, 0.97), p64), name, within="float64")
outside = np.array([-0.5, 0.0, 1.0, 1.5, np.nan, np.inf, -np.inf])
golden.add("not clipped, at the edges and outside", "inverseLogistic", [outside, {"clipBound": 0}], [np.nan, -np.inf, np.inf, np.nan, np.nan, np.nan, np.nan] * np.ones(7), "logit by hand", within="exact")

t32 = np.concatenate([rng.uniform(-1, 1, 14), [0.0, 0.999]]).astype(np.float32)
t64 = np.concatenate([rng.uniform(-1, 1, 20), [5e-324, -1e-300, 1e-9, 0.5, -0.4999, 0.9, 1 - 1e-15]])


def atanh(x):
    return ((1 + x) / (1 - x)).ln() / 2


name = "ln((1 + x) / (1 - x)) / 2 in 400 digits"
golden.add("4 x 4 values in (-1, 1)", "inverseTanh", [t32.reshape(4, 4)], precisely(atanh, t32).astype(np.float32).reshape(4, 4), name, upstream=(UPSTREAM + "inverse_tanh", model_utils.inverse_tanh(t32.reshape(4, 4))))
golden.add("clipped at 0.1, the page's argument", "inverseTanh", [t32, {"clipBound": 0.1}], precisely(clipped(atanh, -0.9, 0.9), t32).astype(np.float32), name, upstream=(UPSTREAM + "inverse_tanh", error_of(model_utils.inverse_tanh, t32, 0.1)))
golden.add("float64", "inverseTanh", [t64], precisely(atanh, t64), name, within="relative64")
at_edges = np.array([-1.0, 1.0, 1.5, -2.0, np.nan, np.inf], np.float32)
with warnings.catch_warnings(action="ignore"):
    golden.add("at the edges and outside", "inverseTanh", [at_edges], np.arctanh(at_edges), "numpy.arctanh", within="exact")

# Thresholds
for lmbda in (0.5, 2.0):
    golden.add(f"lmbda {lmbda}", "thresholdSoft", [x32, lmbda], model_utils.threshold_soft(x32, lmbda), UPSTREAM + "threshold_soft")
golden.add("NaN, infinities, zeros", "thresholdSoft", [edges32, 1.0], model_utils.threshold_soft(edges32, 1.0), UPSTREAM + "threshold_soft")


def cauchy(lmbda):
    lmbda = Decimal(lmbda)

    def f(x):
        root = max(x * x - lmbda, Decimal(0)).sqrt()
        return (x + root) / 2 if x >= lmbda else (x - root) / 2 if x <= -lmbda else Decimal(0)

    return f


name = "x / 2 ± sqrt(x^2 - lmbda) / 2 in 400 digits"
c64 = np.concatenate([rng.normal(0, 3, 20), [2.0, -2.0, 1e10, 1e154, -1e200, 1.7e308, 1e-170, -5e-324, 0.0]])
for lmbda in (0.5, 2.0):
    golden.add(f"lmbda {lmbda}", "thresholdCauchy", [x32, lmbda], precisely(cauchy(lmbda), x32.reshape(-1)).astype(np.float32).reshape(x32.shape), name, upstream=(UPSTREAM + "threshold_cauchy", error_of(model_utils.threshold_cauchy, x32, lmbda)))
for lmbda in (0.0, 0.5, 2.0):
    golden.add(f"float64 from 1e308 down to subnormals, lmbda {lmbda}", "thresholdCauchy", [c64, lmbda], precisely(cauchy(lmbda), c64), name, within="relative64")
# There the square root is all that x has beyond half of itself, and it stands on digits that sqrt(lmbda) rounds off.
for lmbda in (0.05, 0.123, 0.7, 0.9, 1.0, 1e-310):
    edge = np.sqrt(lmbda)
    close64 = np.concatenate([edge * (1 + np.arange(-4, 24) * 2.0**-52), edge * (1 + 2.0 ** -np.arange(48))])
    golden.add(f"float64 by the root of lmbda {lmbda}", "thresholdCauchy", [close64, lmbda], precisely(cauchy(lmbda), close64), name, within="relative64")
golden.add("a number by the root of lmbda 0.7", "thresholdCauchy", [0.8366600265340756, 0.7], float(cauchy(0.7)(Decimal(0.8366600265340756))), name, within="relative64")
largest = np.array([np.finfo(np.float64).max])
golden.add("the largest lmbda and x", "thresholdCauchy", [largest, largest[0]], precisely(cauchy(largest[0]), largest), name, within="relative64")
for dtype in (np.float32, np.float64):
    tiny = np.arange(-5, 6).astype(dtype) * np.nextafter(dtype(0), dtype(1))
    golden.add(f"the smallest {np.dtype(dtype).name}, lmbda 0", "thresholdCauchy", [tiny, 0.0], tiny, "x, the formula where lmbda is 0", within="exact")
golden.add("NaN and infinities", "thresholdCauchy", [np.array([np.nan, np.inf, -np.inf]), 1.0], np.array([np.nan, np.inf, -np.inf]), "the formula by hand", within="exact")


# Softmax
def softmax(x, tau=1.0):
    """Of each row, in 400 digits."""
    rows = []
    for row in x:
        powers = [(Decimal(float(value)) / Decimal(tau)).exp() for value in row]
        rows.append([float(power / sum(powers)) for power in powers])
    return np.array(rows)


golden.add("4 x 5 normal values", "softmax", [x32], model_utils.softmax(x32), UPSTREAM + "softmax")
for tau in (0.5, 4.0):
    golden.add(f"tau {tau}, where the release of the page raises", "softmax", [x32, {"tau": tau}], model_utils.softmax(x32, tau), "ngclearn 3.2.3 " + UPSTREAM + "softmax", upstream=("ngclearn 2.0.3 " + UPSTREAM + "softmax", error_of(released_2024.softmax, x32, tau)))
rows = np.array([[np.inf, 1], [np.nan, 1], [-np.inf, 1], [-np.inf, -np.inf], [np.inf, np.inf], [1e38, -1e38], [88, 89]], np.float32)
golden.add("rows with NaN, infinities, large scores", "softmax", [rows], model_utils.softmax(rows), UPSTREAM + "softmax")
golden.add("a negative tau, which upstream ignores", "error of softmax", [x32, {"tau": -1}], "RangeError", "refused", upstream=(UPSTREAM + "softmax", model_utils.softmax(x32, -1.0)))
s64 = rng.normal(0, 30, (3, 7))
name = "exp(x / tau) / sum(exp(x / tau)) in 400 digits"
golden.add("float64", "softmax", [s64], softmax(s64), name, within="float64")
golden.add("float64, tau 0.3", "softmax", [s64, {"tau": 0.3}], softmax(s64, 0.3), name, within="float64")
far = np.array([[1e308, 1e308], [1e308, -1e308], [-1e308, 0]])
golden.add("scores whose difference overflows", "softmax", [far, {"tau": 1e308}], softmax(far, 1e308), name, within="relative64")
golden.add("scores whose quotient overflows", "softmax", [far, {"tau": 1e-10}], np.array([[0.5, 0.5], [1, 0], [0, 1]]), "the limit", within="exact")
golden.write()
