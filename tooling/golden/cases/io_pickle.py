"""Pickles as Python writes them, for @ngc/io's reader of them."""
import io
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path

import jax
import jax.numpy as jnp
import ml_dtypes
import numpy as np
from ngclearn.utils import io_utils

from golden import Golden, folder_2024, upstream_2024
from model import circuit, saved_values

rng = np.random.default_rng(69)
x = rng.normal(0, 100, (2, 3))


def shown(value):
    """What reading gives, in words that a golden file has: sets and dicts of numbers by name, bytes as tensors."""
    if isinstance(value, (set, frozenset)):
        return {"set": sorted(map(shown, value))}
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": list(value)}
    if isinstance(value, dict):
        if all(isinstance(key, str) for key in value):
            return {key: shown(item) for key, item in value.items()}
        return {"map": [[key, shown(item)] for key, item in value.items()]}
    if isinstance(value, (list, tuple)):
        return [shown(item) for item in value]
    if isinstance(value, (np.ndarray, np.generic, jax.Array)):
        array = np.asarray(value)
        wide = {"int8": "int32", "int16": "int32", "uint16": "int32", "float16": "float32", "bfloat16": "float32"}
        return array.astype(wide.get(array.dtype.name, array.dtype.name.lstrip("<>")))
    return value


values = {
    "None and booleans": [None, True, False],
    "integers": [0, -1, 255, 256, 65535, 65536, -(2**31), 2**31, 2**53 - 1, 1 - 2**53, 2**63, -(2**64), 2**70],
    "floats": [0.5, -0.0, 1e300, 5e-324, float("inf"), float("-inf"), float("nan")],
    "text": ["", "é", "z0 → z1", "😀", "a\nb\\u0041\\\\n", "\0\r\x1a\x7f\x80ÿ", "x" * 300],
    "bytes": [b"", b"a", bytes(range(256)), bytearray(b"\0\xff"), bytearray()],
    "lists and tuples": [[], (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [[1, [2]], ([], ())]],
    "dicts": {"a": {}, "b": {"c": 1, "__proto__": 2}, "d": {1: "one", 0.5: "half", "two": 2}},
    "sets": [set(), {1, 2}, frozenset(["a"])],
    "one list twice": (lambda row: [row, row, {"row": row}])([1, 2]),
    "1,001 numbers, in two batches": list(range(1001)),
    "an array that is not in one piece": x.astype("f4")[:, ::2],
    "Fortran's order": np.asfortranarray(x),
    "Fortran's order, three axes": np.asfortranarray(rng.normal(0, 1, (2, 3, 4))),
    "big-endian": [x.astype(">f8"), x.astype(">i2"), np.asfortranarray(x).astype(">f4")],
    "empty arrays and ones of no axes": [np.zeros((0, 3)), np.zeros((2, 0), "i4"), np.array(2.5), np.array(True)],
    "NumPy's scalars": [np.float32(1.5), np.float64(-2.5), np.int64(2**62), np.bool_(True), np.uint8(7), np.float16(0.1)],
    "bfloat16": [x.astype(ml_dtypes.bfloat16), jnp.asarray(x, jnp.bfloat16)],
    "JAX's arrays": [jnp.asarray(x, "f4"), jnp.arange(3), jnp.float32(2.5), jnp.ones((0, 2)), jax.random.PRNGKey(69), jnp.array([True, False])],
    "a model's parameters": {"layers": [{"W": jnp.asarray(x, "f4"), "b": jnp.zeros(3)}, {"W": x, "tau": np.float32(20)}], "seen": 60000},
    "Adam's parameters": (jnp.float32(3), [jnp.asarray(x, "f4")], [jnp.asarray(x, "f4") ** 2]),
}
for dtype in ("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32", "float64"):
    values[dtype] = (np.abs(x) if dtype[0] == "u" else x).astype(dtype)

golden = Golden("io", "pickle", "pickles of protocols 0 to 5, in hexadecimal", seed=69)
for name, value in values.items():
    files = {}
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        files.setdefault(pickle.dumps(value, protocol).hex(), []).append(str(protocol))
    for file, protocols in files.items():
        golden.add(f"{name}, protocol {' '.join(protocols)}", "decodePickle", [file], shown(value), "pickle.dumps", within="exact")


def written(write):
    """The bytes that a function writes to a file whose folder and name it is given."""
    with tempfile.TemporaryDirectory() as folder:
        write(folder, "file")
        return next(Path(folder).iterdir()).read_bytes()


old = upstream_2024("io_utils")
value = values["a model's parameters"]
for python, write in {
    "ngclearn.utils.io_utils.serialize": lambda folder, name: io_utils.serialize(f"{folder}/{name}", value),
    "ngclearn.utils.io_utils.save_pkl": lambda folder, name: io_utils.save_pkl(folder, name, value),
    "ngclearn.utils.io_utils.serialize (2.0.3)": lambda folder, name: old.serialize(f"{folder}/{name}", value),
}.items():
    golden.add("a model's parameters", "decodePickle", [written(write).hex()], shown(value), python, within="exact")
golden.write()


# A model as ngc-learn saves it: the folder's files by name, in hexadecimal.
model, cells = circuit()


def files_of(save):
    """The files of a model that `save` puts into a folder, in hexadecimal."""
    with tempfile.TemporaryDirectory() as folder:
        save(folder)
        root = Path(folder) / "model"
        return {str(path.relative_to(root)): path.read_bytes().hex() for path in sorted(root.rglob("*")) if path.is_file()}


golden = Golden("io", "model", "folders that ngc-learn's Context.save_to_json writes, their files in hexadecimal")
files = files_of(lambda folder: model.save_to_json(folder, model_name="model"))


def component(cell, args, kwargs, optimizer=None):
    # Pairs, for a name is "key", which a golden file has a meaning for.
    values = [[name, np.asarray(value)] for name, value in saved_values(cell).items()]
    gives = {"modulePath": f"{type(cell).__module__}.{type(cell).__name__}", "args": args, "kwargs": kwargs, "values": values}
    return gives if optimizer is None else {**gives, "optimizer": optimizer}


gives = {
    "path": "circuit",
    "components": {
        "z0": component(cells["z0"], ["z0"], {"n_units": 3, "tau_m": 20.0, "act_fx": "tanh"}),
        "W1": component(cells["W1"], ["W1"], {"shape": [3, 2], "eta": 0.1, "optim_type": "adam"}, shown(cells["W1"].opt_params.get())),
        "e1": component(cells["e1"], ["e1"], {"n_units": 2}),
    },
    "connections": {"circuit:W1:inputs": "circuit:z0:zF", "circuit:e1:mu": "circuit:W1:outputs"},
}
golden.add("two cells and a synapse", "readModel", [files], gives, "ngcsimlib.context.Context.save_to_json", within="exact")

# The layout of ngcsimlib 1, where arguments may be shared by name.
script = Path(__file__).resolve().parents[1] / "model_2024.py"
files = files_of(lambda folder: subprocess.run([sys.executable, script, folder, folder_2024()], check=True, capture_output=True))


def component_2024(module, name, kwargs):
    file = files.get(f"custom/{name}.npz")
    arrays = {} if file is None else np.load(io.BytesIO(bytes.fromhex(file)))
    return {"modulePath": f"ngclearn.components.{module}", "args": [name], "kwargs": kwargs, "values": [[key, arrays[key]] for key in sorted(arrays)]}


gives = {
    "path": "circuit",
    "components": {
        "z0": component_2024("neurons.graded.rateCell.RateCell", "z0", {"n_units": 3, "tau_m": 20.0, "act_fx": "tanh"}),
        "z1": component_2024("neurons.graded.rateCell.RateCell", "z1", {"n_units": 2, "tau_m": 20.0}),
        "W1": component_2024("synapses.hebbian.hebbianSynapse.HebbianSynapse", "W1", {"shape": [3, 2], "eta": 0.1}),
        "e1": component_2024("neurons.graded.gaussianErrorCell.GaussianErrorCell", "e1", {"n_units": 2}),
    },
    "connections": {
        "circuit:W1:inputs": "circuit:z0:zF",
        "circuit:e1:mu": {"class": "summation", "sources": ["/circuit/W1/outputs", "/circuit/z1/zF"], "destination": "/circuit/e1/mu"},
    },
}
golden.add("three cells and a synapse of ngclearn 2.0.3", "readModel", [files], gives, "ngcsimlib.context.Context.save_to_json (1.0.1)", within="exact")
golden.write()
