"""Writes the expected values that the packages' tests read: packages/<package>/test/golden/<topic>.json.

A case is one call: which function, with what, and what Python (or a formula in float64) gives.
`upstream` holds what ngc-learn's own code gives where this project differs on purpose.
"""
import importlib.metadata
import importlib.util
import json
import math
import platform
import re
import sys
import types
from pathlib import Path

import jax
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
DTYPES = {"float32", "float64", "int32", "uint32", "uint8", "bool", "int64", "uint64"}
# What tensors have no dtype for, and what becomes of it.
WIDENED = {"int8": "int32", "int16": "int32", "uint16": "int32", "float16": "float32", "bfloat16": "float32"}


def _number(value):
    """JSON has no NaN and no infinities, and readers of JSON lose integers past 2^53."""
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value) if abs(int(value)) <= 2**53 else {"bigint": str(int(value))}
    value = float(value)
    if math.isfinite(value):
        return value
    return {"number": "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"}


def encode(value):
    """A value as it stands in a golden file; read.ts has the inverse."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (bool, int, float, np.generic)):
        return _number(value)
    if isinstance(value, dict):
        return {name: encode(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if jax.dtypes.issubdtype(value.dtype, jax.dtypes.prng_key):
        return {"key": np.asarray(jax.random.key_data(value)).reshape(-1).tolist()}
    array = np.asarray(value)
    dtype = str(array.dtype)
    if dtype not in DTYPES:
        raise TypeError(f"no tensor has dtype {dtype}")
    big = dtype in ("int64", "uint64")
    data = [str(int(v)) if big else int(v) if dtype == "bool" else _plain(v) for v in array.reshape(-1)]
    return {"dtype": dtype, "shape": list(array.shape), "data": data}


def _plain(value):
    encoded = _number(value)
    return encoded["number"] if isinstance(encoded, dict) else encoded


def tolerances():
    """The only table of them is read.ts's: absolute and relative, by name."""
    rows = re.findall(r"(\w+): \{ absolute: (\S+), relative: (\S+) \}", Path(__file__).with_name("read.ts").read_text())
    return {name: (float(absolute), float(relative)) for name, absolute, relative in rows}


def _differ(ours, theirs, absolute, relative):
    """Whether read.ts would not take one encoded value for the other."""
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        return any(_differ(ours[name], theirs[name], absolute, relative) for name in ours)
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        return any(_differ(*pair, absolute, relative) for pair in zip(ours, theirs))
    if {type(ours), type(theirs)} <= {int, float}:
        return abs(ours - theirs) > absolute + relative * abs(theirs)
    return ours != theirs


class Golden:
    """The cases of one file."""

    def __init__(self, package, topic, about, seed=None):
        self.path = ROOT / "packages" / package / "test" / "golden" / f"{topic}.json"
        self.head = {"about": about, "versions": versions(), "seed": seed}
        self.cases = []

    def add(self, name, call, args, gives, python, within="float32", upstream=None):
        """One case: `call(*args)` of the TypeScript package gives `gives`, which `python` computed.

        within: the row of read.ts's table of tolerances. upstream: (python name, value) of code that differs, which it must.
        """
        case = {"name": name, "call": call, "args": encode(args), "gives": encode(gives), "python": python, "within": within}
        if upstream is not None:
            case["upstream"] = {"python": upstream[0], "gives": encode(upstream[1])}
            if not _differ(case["gives"], case["upstream"]["gives"], *tolerances()[within]):
                raise ValueError(f"{call}, {name}: {upstream[0]} gives the same")
        self.cases.append(case)

    def write(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lines = ",\n".join("  " + json.dumps(case, allow_nan=False) for case in self.cases)
        head = json.dumps(self.head, allow_nan=False)[1:-1]
        self.path.write_text("{" + head + ',\n "cases": [\n' + lines + "\n]}\n")
        print(f"{self.path.relative_to(ROOT)}: {len(self.cases)} cases")


def versions():
    names = ["jax", "jaxlib", "numpy", "scipy", "scikit-learn", "ngclearn"]
    return {"python": platform.python_version(), **{name: importlib.metadata.version(name) for name in names}}


def folder_2024():
    """Where ngclearn 2.0.3 lies, the release whose page this project follows."""
    return next(p / "ngclearn-2.0.3" for p in map(Path, sys.path[1:] + [sys.prefix]) if (p / "ngclearn-2.0.3").is_dir())


def upstream_2024(module):
    """A module of ngclearn 2.0.3 beside the current one."""
    folder = folder_2024()
    if "ngcsimlib.utils" not in sys.modules:
        # Names that its current ngcsimlib no longer has; no function called here uses them.
        missing = types.ModuleType("ngcsimlib.utils")
        for name in ("Get_Compartment_Batch", "Set_Compartment_Batch", "get_current_context"):
            setattr(missing, name, None)
        sys.modules["ngcsimlib.utils"] = missing
    spec = importlib.util.spec_from_file_location(f"ngclearn_2024_{module}", folder / "ngclearn" / "utils" / f"{module}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def flax_serialization():
    """Flax's writer of MessagePack, without the rest of Flax, which needs more packages than it does."""
    file = Path(importlib.util.find_spec("flax").origin).with_name("serialization.py")
    spec = importlib.util.spec_from_file_location("flax_serialization", file)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded
