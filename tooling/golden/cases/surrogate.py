"""Expected values of @ngc/surrogate."""
import math
from decimal import Decimal, getcontext

import numpy as np
from ngclearn.utils import surrogate_fx

from golden import Golden, upstream_2024

getcontext().prec = 400
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798214808651")
released_2024 = upstream_2024("surrogate_fx")
UPSTREAM = "ngclearn.utils.surrogate_fx."
NOW, THEN = "ngclearn 3.2.3 " + UPSTREAM, "ngclearn 2.0.3 " + UPSTREAM
rng = np.random.default_rng(4)
golden = Golden("surrogate", "surrogate", "spikes, surrogate functions and derivatives of the page's estimators", seed=4)

v32 = rng.normal(0.5, 1, (4, 5)).astype(np.float32)
j32 = rng.normal(10, 20, (4, 5)).astype(np.float32)
edges32 = np.array([np.nan, np.inf, -np.inf, -0.0, 0.0, 0.5, 1e-30, -1e-30, 100, -100], np.float32)
v64 = np.concatenate([rng.normal(0, 1, 20), [0.0, 1e-300, -5e-324, 1e8, 1e100, -3e154, 1e200, -1.7e308]])
j64 = np.concatenate([rng.normal(10, 20, 20), [0.0, -0.0, 1e-300, 5e-324, -1e-300, 400, 4000, 4600, 9000, 1e308]])


def precisely(f, values):
    """f in 400 digits, rounded once."""
    return np.array([float(f(Decimal(float(value)))) for value in values])


ESTIMATORS = ("straight_through", "triangular", "arctan", "secant_lif")
for name in ESTIMATORS:
    builder = name.split("_")[0] + "".join(part.capitalize() for part in name.split("_")[1:]) + "Estimator"
    spike = getattr(surrogate_fx, name + "_estimator")()[0]
    golden.add("a threshold of 0.5", builder + ".spikeFx", [v32, 0.5], spike(v32, 0.5), UPSTREAM + name + "_estimator", within="exact")
    golden.add("NaN, infinities, at the threshold", builder + ".spikeFx", [edges32, 0.5], spike(edges32, 0.5), UPSTREAM + name + "_estimator", within="exact")
    golden.add("the default threshold", builder + ".spikeFx", [edges32], spike(edges32, 0.0), UPSTREAM + name + "_estimator", within="exact")

# Straight through
spike, surr, d_spike = surrogate_fx.straight_through_estimator(get_surr_fx=True)
python = UPSTREAM + "straight_through_estimator"
golden.add("the spike itself", "straightThroughEstimator.surrFx", [v32, 0.5], surr(v32, 0.5), python, within="exact")
golden.add("1", "straightThroughEstimator.dSpikeFx", [v32, 0.5], d_spike(v32, 0.5), python, within="exact")
golden.add("NaN and infinities too", "straightThroughEstimator.dSpikeFx", [edges32, 0.5], np.ones(10, np.float32), "1", within="exact", upstream=(python, d_spike(edges32, 0.5)))

# Triangular
spike, surr, d_spike = surrogate_fx.triangular_estimator(get_surr_fx=True)
then = released_2024.triangular_estimator()[1]
golden.add("the spike itself", "triangularEstimator.surrFx", [v32, 0.5], surr(v32, 0.5), UPSTREAM + "triangular_estimator", within="exact")
for thr, args in ((0.5, {}), (0.25, {"alpha": 0.5})):
    golden.add(f"thr {thr}, {args}", "triangularEstimator.dSpikeFx", [v32, thr, args], d_spike(v32, thr, **args), NOW + "triangular_estimator", upstream=(THEN + "triangular_estimator", then(v32, thr)))
golden.add("NaN, infinities, zeros", "triangularEstimator.dSpikeFx", [edges32], d_spike(edges32), NOW + "triangular_estimator")
golden.add("float64", "triangularEstimator.dSpikeFx", [v64, 0.25, {"alpha": 0.3}], precisely(lambda v: max(Decimal(0), 1 - Decimal(0.3) * abs(v - Decimal(0.25))), v64), "max(0, 1 - alpha |v - thr|) in 400 digits", within="float64")

# Arctan
spike, surr, d_spike = surrogate_fx.arctan_estimator(get_surr_fx=True)
then = released_2024.arctan_estimator()[1]
python = "arctan_estimator"


def arctan(v, thr, alpha):
    return np.arctan(np.pi * (np.float64(v) - thr) * alpha / 2) / np.pi


def d_arctan(thr, alpha):
    half = Decimal(alpha) / 2
    return lambda v: half / PI / (1 + (PI * (v - Decimal(thr)) * half) ** 2)


golden.add("thr 0, where upstream agrees", "arctanEstimator.surrFx", [v32], surr(v32), UPSTREAM + python)
golden.add("alpha 5, where upstream agrees", "arctanEstimator.surrFx", [v32, 0, {"alpha": 5}], surr(v32, 5.0), UPSTREAM + python)
golden.add("thr 0.5", "arctanEstimator.surrFx", [v32, 0.5], arctan(v32, 0.5, 2).astype(np.float32), "numpy: arctan(pi (v - thr) alpha / 2) / pi", upstream=(UPSTREAM + python + ", which takes no thr", surr(v32)))
golden.add("float64", "arctanEstimator.surrFx", [v64[:24], 0.25, {"alpha": 0.3}], arctan(v64[:24], 0.25, 0.3), "numpy: arctan(pi (v - thr) alpha / 2) / pi", within="float64")
golden.add("alpha 2, where upstream agrees", "arctanEstimator.dSpikeFx", [v32, 0.5], d_spike(v32, 0.5), NOW + python, upstream=(THEN + python + ", whose thr is unused", then(v32, 0.5)))
golden.add("alpha 5", "arctanEstimator.dSpikeFx", [v32, 0.5, {"alpha": 5}], precisely(d_arctan(0.5, 5), v32.reshape(-1)).astype(np.float32).reshape(v32.shape), "(alpha / 2) / pi / (1 + t^2) in 400 digits", upstream=(NOW + python, d_spike(v32, 0.5, 5.0)))
golden.add("NaN, infinities, zeros", "arctanEstimator.dSpikeFx", [edges32], d_spike(edges32), UPSTREAM + python)
golden.add("NaN, infinities, zeros", "arctanEstimator.surrFx", [edges32], surr(edges32), UPSTREAM + python)
for alpha in (2.0, 0.3):
    golden.add(f"float64 up to 1e308, alpha {alpha}", "arctanEstimator.dSpikeFx", [v64, 0.0, {"alpha": alpha}], precisely(d_arctan(0.0, alpha), v64), "(alpha / 2) / pi / (1 + t^2) in 400 digits", within="relative64")

# Secant
spike, surr, d_spike = surrogate_fx.secant_lif_estimator(get_surr_fx=True)
python = UPSTREAM + "secant_lif_estimator"


def sech2(x):
    return 4 / (x.exp() + (-x).exp()) ** 2


def d_secant(c1=0.82, c2=0.08, omit_scale=False):
    scale = 1 if omit_scale else Decimal(c1) * Decimal(c2)
    return lambda j: scale * sech2(Decimal(c2) * j) if 0 < j < 10**5 else Decimal(0)


golden.add("the paper's c1 and c2", "secantLifEstimator.surrFx", [j32], surr(j32), python)
golden.add("c1 2, c2 0.25", "secantLifEstimator.surrFx", [j32, 0.5, {"c1": 2, "c2": 0.25}], surr(j32, 0.5, 2.0, 0.25), python)
golden.add("NaN, infinities, zeros", "secantLifEstimator.surrFx", [edges32], surr(edges32), python)
golden.add("float64", "secantLifEstimator.surrFx", [j64], np.maximum(0, 0.82 * np.tanh(0.08 * j64)), "numpy: maximum(0, c1 tanh(c2 j))", within="relative64")
for args in ({}, {"omitScale": True}, {"c1": 2, "c2": 0.25}):
    given = {"omit_scale" if key == "omitScale" else key: value for key, value in args.items()}
    gives = precisely(d_secant(**given), j32.reshape(-1)).astype(np.float32).reshape(j32.shape)
    golden.add(f"sech squared, {args or 'the default: scaled'}", "secantLifEstimator.dSpikeFx", [j32, 0, args], gives, "s sech^2(c2 j) in 400 digits", upstream=(python + ", sech" + ("" if "c1" in args else " and unscaled"), d_spike(j32, 0.0, given.get("c1", 0.82), given.get("c2", 0.08), "c1" not in args)))
golden.add("NaN, infinities, zeros", "secantLifEstimator.dSpikeFx", [edges32], np.array([math.nan, 0, 0, 0, 0, *precisely(d_secant(), [0.5]), 0.82 * 0.08, 0, *precisely(d_secant(), [100]), 0], np.float32), "the formula by hand")
for omit in (False, True):
    golden.add(f"float64 down to subnormals, omitScale {omit}", "secantLifEstimator.dSpikeFx", [j64, 0, {"omitScale": omit}], precisely(d_secant(omit_scale=omit), j64), "s sech^2(c2 j) in 400 digits", within="float64")
golden.write()
