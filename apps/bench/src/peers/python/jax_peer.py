"""JAX on the CPU: every operation one jitted program, compiled before it is timed."""
import os

os.environ.setdefault("JAX_PLATFORMS", "cpu")

import jax
import jax.numpy as jnp
import numpy as np
from jax import nn, random

VERSION = jax.__version__


def prepare(operation, arguments):
    arrays = [given for given in arguments if isinstance(given, np.ndarray)]
    jax.config.update("jax_enable_x64", any(array.dtype == np.float64 for array in arrays))
    # Numbers choose the program: a length is a shape.
    fixed = tuple(i for i, given in enumerate(arguments) if not isinstance(given, np.ndarray))
    program = jax.jit(operation, static_argnums=fixed)
    given = [jnp.asarray(value) if isinstance(value, np.ndarray) else value for value in arguments]
    return lambda: program(*given).block_until_ready()


def d_sigmoid(x):
    s = nn.sigmoid(x)
    return s * (1 - s)


def inverse_logistic(x):
    p = jnp.clip(x, 0.03, 0.97)
    return jnp.log(p / (1 - p))


def bce(p, x):
    q = jnp.clip(p, 1e-7, 1 - 1e-7)
    return -(x * jnp.log(q) + (1 - x) * jnp.log(1 - q)).sum(axis=1).mean()


def cat_nll(p, x):
    return -(x * jnp.log(jnp.clip(p, 1e-7, 1 - 1e-7))).sum(axis=1).mean()


def kld(p_x_hat, p_x):
    p, q = jnp.clip(p_x, 1e-6, 1 - 1e-6), jnp.clip(p_x_hat, 1e-6, 1 - 1e-6)
    return (p * (jnp.log(p) - jnp.log(q))).sum(axis=1).mean()


def drop_out(seed, x):
    mask = random.uniform(random.key(seed), x.shape) <= 0.5
    return x * jnp.where(mask, 2.0, 0.0)


def learn_digits(x, y, weights, biases, rate, share, seed):
    probabilities = nn.softmax(x @ weights + biases, axis=1)
    seen = jnp.where(random.uniform(random.key(seed), x.shape) <= 1 - share, x / (1 - share), 0)
    error = (nn.softmax(seen @ weights + biases, axis=1) - y) / x.shape[0]
    learned = [weights - rate * (seen.T @ error), biases - rate * error.sum(axis=0)]
    accuracy = jnp.mean(probabilities.argmax(axis=1) == y.argmax(axis=1))
    return jnp.concatenate([*(values.ravel() for values in learned), jnp.stack([cat_nll(probabilities, y), accuracy])])


OPERATIONS = {
    "add": jnp.add,
    "multiply": jnp.multiply,
    "exp": jnp.exp,
    "log": jnp.log,
    "sum": jnp.sum,
    "argmax": lambda x: jnp.argmax(x, axis=1),
    "binarize": lambda x: (x >= 0.5).astype(x.dtype),
    "oneHot": lambda x: nn.one_hot(jnp.argmax(x, axis=1), x.shape[1], dtype=x.dtype),
    "normalizeMatrix": lambda m: m / jnp.abs(m).sum(axis=0),
    "matmul": jnp.matmul,
    "spikesTimes": jnp.matmul,
    "spikesUpdate": lambda s, e, w: w + s.T @ e,
    "bits": lambda seed, length: random.bits(random.key(seed), (length,)),
    "uniform": lambda seed, length: random.uniform(random.key(seed), (length,)),
    "normal": lambda seed, length: random.normal(random.key(seed), (length,)),
    "bernoulli": lambda seed, length: random.bernoulli(random.key(seed), 0.5, (length,)),
    "permutation": lambda seed, length: random.permutation(random.key(seed), length),
    "dropOut": drop_out,
    "relu": nn.relu,
    "dRelu": lambda x: (x >= 0).astype(x.dtype),
    "lrelu": lambda x: nn.leaky_relu(x, 0.01),
    "relu6": nn.relu6,
    "sigmoid": nn.sigmoid,
    "dSigmoid": d_sigmoid,
    "tanh": jnp.tanh,
    "dTanh": lambda x: 1 - jnp.tanh(x) ** 2,
    "softplus": nn.softplus,
    "inverseLogistic": inverse_logistic,
    "thresholdSoft": lambda x, lmbda: jnp.maximum(x - lmbda, 0) - jnp.maximum(-x - lmbda, 0),
    "softmax": lambda x: nn.softmax(x, axis=1),
    "measureACC": lambda mu, y: jnp.mean(jnp.argmax(mu, axis=1) == jnp.argmax(y, axis=1), dtype=mu.dtype),
    "measureMSE": lambda mu, x: jnp.square(mu - x).sum(axis=1).mean(),
    "measureBCE": bce,
    "measureCatNLL": cat_nll,
    "measureKLD": kld,
    "measureSparsity": lambda codes: jnp.mean(codes > 0, axis=1, keepdims=True, dtype=codes.dtype),
    "spike": lambda v: (v > 0).astype(v.dtype),
    "arctanDerivative": lambda v: 1 / jnp.pi / (1 + (jnp.pi * v) ** 2),
    "secantDerivative": lambda v: jnp.where(v > 0, 0.82 * 0.08 / jnp.cosh(0.08 * v) ** 2, 0),
    "triangularDerivative": lambda v: jnp.maximum(1 - 2 * jnp.abs(v), 0),
    "learnDigits": learn_digits,
}
