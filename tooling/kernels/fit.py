"""Fits the polynomials of assembly/*.ts: the smallest largest relative error, with coefficients that float32 holds.

python3 fit.py prints each polynomial's coefficients, lowest power first, and log2 of the error that is left.
"""
import numpy as np
from scipy.special import erfinv


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


if __name__ == "__main__":
    half = np.log(2) / 2 * 1.001
    # exp(r) = 1 + r + r^2 P(r). Relative to expm1, which is the stricter use.
    x2 = lambda r: nonzero(r) ** 2
    def exp_rest(r):
        r = nonzero(r)
        small = np.abs(r) < 1e-2
        series = 1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720 + r / 5040))))
        return np.where(small, series, (np.expm1(r) - r) / r**2)
    for degree in (3, 4, 5):
        fit(f"exp {degree}", -half, half, degree, exp_rest, lambda r: x2(r) / np.exp(r))
        fit(f"expm1 {degree}", -half, half, degree, exp_rest, lambda r: x2(r) / np.expm1(nonzero(r)))
    # log(1 + f) = f - f^2 / 2 + f^3 P(f)
    def log_rest(f):
        f = nonzero(f)
        small = np.abs(f) < 1e-2
        series = sum((-1) ** k * f**k / (k + 3) for k in range(10))
        return np.where(small, series, (np.log1p(f) - f + f**2 / 2) / f**3)
    for degree in (6, 7, 8):
        fit(f"log {degree}", np.sqrt(0.5) - 1, np.sqrt(2) - 1, degree, log_rest, lambda f: nonzero(f) ** 3 / np.log1p(nonzero(f)))
    # log1p(z) = z + z^2 P(z), z in [0, 1]
    def log1p_rest(z):
        z = nonzero(z)
        series = sum((-1) ** (k + 1) * z**k / (k + 2) for k in range(10))
        return np.where(np.abs(z) < 1e-2, series, (np.log1p(z) - z) / z**2)
    for degree in (7, 8, 9):
        fit(f"log1p {degree}", 0, 1, degree, log1p_rest, lambda z: nonzero(z) ** 2 / np.log1p(nonzero(z)))
    # atan(t) = t + t^3 P(t^2), t in [0, tan(pi/8)] and [0, 1]
    def atan_rest(s):
        s = nonzero(np.abs(s))
        t = np.sqrt(s)
        series = sum((-1) ** (k + 1) * s**k / (2 * k + 3) for k in range(10))
        return np.where(s < 1e-2, series, (np.arctan(t) - t) / (t * s))
    for top, degree in ((np.tan(np.pi / 8), 2), (np.tan(np.pi / 8), 3), (1, 7), (1, 8), (1, 9)):
        fit(f"atan {top:.3f} {degree}", 0, top**2, degree, atan_rest,
            lambda s: np.sqrt(nonzero(np.abs(s))) ** 3 / np.arctan(np.sqrt(nonzero(np.abs(s)))))
