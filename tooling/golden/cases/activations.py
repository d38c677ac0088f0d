"""Expected values of @ngc/activations."""
import numpy as np
from ngclearn.utils import model_utils

from golden import Golden

rng = np.random.default_rng(69)
golden = Golden("activations", "activations", "values and derivatives of the page's activations", seed=69)
x = rng.normal(0, 3, (4, 5)).astype(np.float32)
golden.add("4 x 5 normal values", "relu", [x], model_utils.relu(x), "ngclearn.utils.model_utils.relu", within="exact")
golden.add("4 x 5 normal values", "dRelu", [x], model_utils.d_relu(x), "ngclearn.utils.model_utils.d_relu", within="exact")
golden.write()
