"""ngc-learn's own functions, as its users call them. Where its formula is another, the benchmark shows that it differs."""
from importlib.metadata import version

import jax
import jax.numpy as jnp
import numpy as np
from ngclearn.utils import metric_utils, model_utils, surrogate_fx
from ngclearn.utils.data_loader import DataLoader
from ngclearn.utils.patch_utils import generate_patch_set

VERSION = version("ngclearn")


def prepare(operation, arguments):
    doubles = any(isinstance(given, np.ndarray) and given.dtype == np.float64 for given in arguments)
    jax.config.update("jax_enable_x64", doubles)
    given = [jnp.asarray(value) if isinstance(value, np.ndarray) else value for value in arguments]
    return lambda: jax.block_until_ready(operation(*given))


def epoch(x, batch_size, seed):
    for batch in DataLoader([("x", x)], batch_size, key=jax.random.key(seed)):
        last = batch[0][1]
    return last


arctan = surrogate_fx.arctan_estimator()
triangular = surrogate_fx.triangular_estimator()
secant = surrogate_fx.secant_lif_estimator()

OPERATIONS = {
    "binarize": lambda x: model_utils.binarize(x, 0.5),
    "oneHot": model_utils.one_hot,
    "normalizeMatrix": lambda m: model_utils.normalize_matrix(m, 1.0, order=1, axis=0),
    "dropOut": lambda seed, x: model_utils.drop_out(jax.random.key(seed), x, 0.5)[0],
    "relu": model_utils.relu,
    "dRelu": model_utils.d_relu,
    "lrelu": model_utils.lrelu,
    "relu6": model_utils.relu6,
    "sigmoid": model_utils.sigmoid,
    "dSigmoid": model_utils.d_sigmoid,
    "tanh": model_utils.tanh,
    "dTanh": model_utils.d_tanh,
    "softplus": model_utils.softplus,
    "inverseLogistic": model_utils.inverse_logistic,
    "thresholdSoft": model_utils.threshold_soft,
    "softmax": model_utils.softmax,
    "measureACC": metric_utils.measure_ACC,
    "measureMSE": metric_utils.measure_MSE,
    "measureBCE": metric_utils.measure_BCE,
    "measureCatNLL": metric_utils.measure_CatNLL,
    "measureKLD": metric_utils.measure_KLD,
    "measureSparsity": metric_utils.measure_sparsity,
    "spike": lambda v: arctan[0](v, 0.0),
    "arctanDerivative": arctan[-1],
    "secantDerivative": secant[-1],
    "triangularDerivative": triangular[-1],
    "epoch": epoch,
    "patches": generate_patch_set,
}
