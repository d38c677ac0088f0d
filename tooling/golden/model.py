"""A small model of ngc-learn's, as it is saved."""
import sys
import types

import jax

for name in ("matplotlib", "matplotlib.pyplot"):
    # ngc-learn imports it to draw, which nothing here does.
    sys.modules.setdefault(name, types.ModuleType(name))
sys.modules["matplotlib"].pyplot = sys.modules["matplotlib.pyplot"]
from ngclearn.components import GaussianErrorCell, HebbianSynapse, RateCell  # noqa: E402
from ngcsimlib.context import Context  # noqa: E402


def circuit():
    """A context, and its components by name."""
    keys = jax.random.split(jax.random.PRNGKey(69), 3)
    with Context("circuit") as model:
        z0 = RateCell("z0", n_units=3, tau_m=20.0, act_fx="tanh", key=keys[0])
        W1 = HebbianSynapse("W1", shape=(3, 2), eta=0.1, key=keys[1], optim_type="adam")
        e1 = GaussianErrorCell("e1", n_units=2, key=keys[2])
        z0.zF >> W1.inputs
        W1.outputs >> e1.mu
    return model, {"z0": z0, "W1": W1, "e1": e1}


def saved_values(cell):
    """What of a component is saved, by name."""
    parts = {name: part.get() for name, part in cell.compartments if part.auto_save and not part.targeted}
    return dict(sorted(parts.items()))
