"""Fits the polynomials of assembly/*.ts and packages/*/kernels/maths/*.ts: the smallest largest relative error, with coefficients that float32 holds.

python3 fit.py prints each polynomial's coefficients, lowest power first, and log2 of the error that is left.
"""
from fractions import Fraction
from math import cos, factorial, log2, pi

import numpy as np


def fit(name, low, high, degree, wanted, weight):
    """wanted(x): what the polynomial should be; weight(x): what one unit of its error costs, relative to the whole function."""
    x = low + (high - low) * (1 - np.cos(np.linspace(0, np.pi, 20001))) / 2
    target, cost = wanted(x), weight(x)
    fixed = np.zeros(0)
    # Each coefficient in turn is rounded to float32, and the ones above it are fitted again around it.
    while len(fixed) <= degree:
        rest = target - np.polynomial.polynomial.polyval(x, np.append(fixed, 0))
        basis = np.stack([x**k for k in range(len(fixed), degree + 1)], axis=1) * cost[:, None]
        found = lawson(basis, rest * cost)
        fixed = np.append(fixed, np.float64(np.float32(found[0])))
    error = np.abs((np.polynomial.polynomial.polyval(x, fixed) - target) * cost).max()
    print(f"{name}  2^{np.log2(error):.1f}\n  " + ", ".join(f"{np.float32(c):.9g}" for c in fixed))


def lawson(basis, target, rounds=200):
    """Least squares, weighted again and again by their own errors, until the largest error is the smallest."""
    weights = np.full(len(target), 1 / len(target))
    best, least = None, np.inf
    for _ in range(rounds):
        root = np.sqrt(weights)[:, None]
        found = np.linalg.lstsq(basis * root, target * root[:, 0], rcond=None)[0]
        error = np.abs(basis @ found - target)
        if error.max() < least:
            best, least = found, error.max()
        weights *= error + 1e-3 * error.max()
        weights /= weights.sum()
    return best


def nonzero(x):
    return np.where(np.abs(x) < 1e-9, 1e-9, x)


def rest(f, series, power, taken):
    """(f(x) - what is taken of it) / x^power, by its series where the difference would leave few digits."""
    def quotient(x):
        x = nonzero(x)
        return np.where(np.abs(x) < 1e-2, series(x), (f(x) - taken(x)) / x**power)
    return quotient


def tanh_error(bits, parameters):
    """How far assembly/tanh.ts, rounded as there, is from tanh, in units of the last place, for float32 given by their bits."""
    x = bits.view(np.float32)
    exact = np.tanh(x.astype(np.float64))
    scale, c0, c1 = np.float32(parameters)
    one, shift, half_ln2 = np.float32([1, 12583039, np.log(2) / 2])
    rounded = x * scale + shift
    r = x - (rounded - shift) * half_ln2
    s = r * r
    u = r * (one + s * (c0 + c1 * s))
    power = (rounded.view(np.uint32) << np.uint32(23)).view(np.float32)
    below, above = one - power, one + power
    return np.abs((u * above - below) / (above - u * below) - exact) * 2 ** (23 - np.floor(np.log2(exact)))


def fit_rounded(name, error, low, high, start, step):
    """Parameters near `start` whose largest error, as it is rounded, is the smallest over all float32 from low to high."""
    rng = np.random.default_rng(1)
    def near(parameters, reach):
        return parameters + reach * np.array(step) * rng.uniform(-1, 1, len(step))
    ends = np.float32([low, high]).view(np.uint32)
    blocks = [np.arange(first, min(first + 2**20, ends[1]), dtype=np.uint32) for first in range(ends[0], ends[1], 2**20)]
    best = np.array(start)
    # The walk sees only what is among the worst for some parameters near the start.
    hard = np.unique(np.concatenate([
        bits[error(bits, parameters) > 2.38] for parameters in [near(best, 1) for _ in range(20)] for bits in blocks
    ]))
    least = error(hard, best).max()
    for reach in np.geomspace(1, 0.05, 6000):
        tried = near(best, reach)
        if (found := error(hard, tried).max()) < least:
            best, least = tried, found
    print(f"{name}  {max(error(bits, best).max() for bits in blocks):.3f} ulp\n  " + ", ".join(f"{np.float32(c):.9g}" for c in best))


def fit64(name, series, low, high, degree, cost):
    """For float64, which lstsq is too coarse for: interpolates a power series at Chebyshev's points, in exact fractions."""
    def wanted(x):
        return sum(c * x**k for k, c in enumerate(series))
    nodes = [Fraction((low + high + (high - low) * cos(pi * (i + 0.5) / (degree + 1))) / 2) for i in range(degree + 1)]
    newton = [wanted(x) for x in nodes]
    for j in range(1, degree + 1):
        for i in range(degree, j - 1, -1):
            newton[i] = (newton[i] - newton[i - 1]) / (nodes[i] - nodes[i - j])
    found = [Fraction(0)]
    for x, c in zip(reversed(nodes), reversed(newton)):
        found = [(found[k - 1] if k else 0) - x * (found[k] if k < len(found) else 0) for k in range(len(found) + 1)]
        found[0] += c
    found = [float(c) for c in found[: degree + 1]]
    places = [Fraction(low + (high - low) * i / 400) for i in range(401)]
    error = max(abs(sum(Fraction(c) * x**k for k, c in enumerate(found)) - wanted(x)) * cost(abs(x)) for x in places)
    print(f"{name} of float64  2^{log2(error):.1f}\n  " + ", ".join(map(repr, found)))


def tangent_numbers(count):
    """The coefficients of tanh, x^1, x^3, ...: of tanh' = 1 - tanh^2."""
    found = [Fraction(1)]
    for n in range(1, count):
        found.append(-sum(found[i] * found[n - 1 - i] for i in range(n)) / (2 * n + 1))
    return found


if __name__ == "__main__":
    half = np.log(2) / 2 * 1.001
    # e^r = 1 + r + r^2 P(r)
    exp_rest = rest(np.expm1, lambda r: 1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720 + r / 5040)))), 2, lambda r: r)
    fit("exp", -half, half, 4, exp_rest, lambda r: nonzero(r) ** 2 / np.exp(r))
    fit("expm1", -half, half, 5, exp_rest, lambda r: nonzero(r) ** 2 / np.expm1(nonzero(r)))
    # ln(1 + f) = f - f^2 / 2 + f^3 P(f), and z + z^2 P(z) for z in [0, 1]
    log_rest = rest(np.log1p, lambda f: sum((-1) ** k * f**k / (k + 3) for k in range(10)), 3, lambda f: f - f**2 / 2)
    fit("log", np.sqrt(0.5) - 1, np.sqrt(2) - 1, 7, log_rest, lambda f: nonzero(f) ** 3 / np.log1p(nonzero(f)))
    log1p_rest = rest(np.log1p, lambda z: sum((-1) ** (k + 1) * z**k / (k + 2) for k in range(10)), 2, lambda z: z)
    fit("log1p of [0, 1]", 0, 1, 8, log1p_rest, lambda z: nonzero(z) ** 2 / np.log1p(nonzero(z)))
    # atan(t) = t + t^3 P(t^2), as a function of s = t^2
    over = lambda s: np.arctan(np.sqrt(s)) / np.sqrt(s)
    atan_rest = rest(over, lambda s: sum((-1) ** (k + 1) * s**k / (2 * k + 3) for k in range(10)), 1, lambda s: 1)
    fit("atan", 0, 1, 8, atan_rest, lambda s: nonzero(s) / over(nonzero(s)))
    # tanh(r) = r (1 + s P(s)), s = r^2
    slope = lambda s: np.tanh(np.sqrt(s)) / np.sqrt(s)
    tanh_rest = rest(slope, lambda s: -1 / 3 + s * (2 / 15 + s * (-17 / 315 + s * 62 / 2835)), 1, lambda s: 1)
    fit("tanh", 0, (half / 2) ** 2, 1, tanh_rest, lambda s: nonzero(s) / slope(nonzero(s)))
    fit_rounded("tanh as rounded", tanh_error, 2**-6, 9.02, [2 / np.log(2), -0.333312, 0.13109], [0.05, 2e-6, 8e-5])
    # The same for float64; for the logarithm 2 atanh(s) / s - 2 over z = s^2, where s = 0.2 is the largest
    rests = [Fraction(1, factorial(k + 2)) for k in range(30)]
    fit64("expm1", rests, -half, half, 10, lambda r: r * Fraction(13, 10))
    fit64("atanh", [Fraction(2, 2 * k + 3) for k in range(60)], 0, 0.0402, 7, lambda z: z / 2)
    fit64("tanh", tangent_numbers(40)[1:], 0, (half / 2) ** 2, 6, lambda s: s)
    fit64("atan", [Fraction((-1) ** (k + 1), 2 * k + 3) for k in range(80)], 0, 0.25, 12, lambda s: s)
