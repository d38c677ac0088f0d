"""Saves a model with ngclearn 2.0.3 and the ngcsimlib of its time, in a process of its own, for other versions of both may be loaded elsewhere.

`python model_2024.py FOLDER PACKAGES`
"""
import importlib.abc
import importlib.machinery
import sys
from unittest.mock import MagicMock

folder, packages = sys.argv[1:]
sys.path.insert(0, packages)
# Its ngcsimlib reads the command line, too.
sys.argv[1:] = []


class Absent(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """What ngc-learn imports to draw, which nothing here does."""

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("imageio", "matplotlib", "mpl_toolkits", "patchify"):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return MagicMock(__path__=[], __spec__=spec)

    def exec_module(self, module):
        pass


sys.meta_path.insert(0, Absent())

import jax  # noqa: E402
from ngcsimlib.context import Context  # noqa: E402
from ngcsimlib.operations import summation  # noqa: E402
from ngclearn.components.neurons.graded.gaussianErrorCell import GaussianErrorCell  # noqa: E402
from ngclearn.components.neurons.graded.rateCell import RateCell  # noqa: E402
from ngclearn.components.synapses.hebbian.hebbianSynapse import HebbianSynapse  # noqa: E402

keys = jax.random.split(jax.random.PRNGKey(69), 3)
with Context("circuit") as model:
    z0 = RateCell("z0", n_units=3, tau_m=20.0, act_fx="tanh", key=keys[0], parameter_map={"tau_m": "tau"})
    z1 = RateCell("z1", n_units=2, tau_m=20.0, key=keys[1], parameter_map={"tau_m": "tau"})
    W1 = HebbianSynapse("W1", shape=(3, 2), eta=0.1, key=keys[2])
    e1 = GaussianErrorCell("e1", n_units=2)
    W1.inputs << z0.zF
    e1.mu << summation(W1.outputs, z1.zF)
    model.save_to_json(folder, "model")
