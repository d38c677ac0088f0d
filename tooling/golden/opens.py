"""Files of Python's programs for @ngc/io to read and write again, and what those programs then find in them.

`python opens.py write FOLDER` writes FOLDER/theirs, `python opens.py compare FOLDER` opens FOLDER/ours and prints a line of JSON a file:
who wrote the original, what it was written as, who opened that, how many arrays it holds, and "equal" or what is not.
"""
import json
import sys
import zipfile
from pathlib import Path

import jax.numpy as jnp
import ml_dtypes
import numpy as np
import safetensors.flax
import safetensors.numpy
from ngclearn.utils import io_utils
from ngcsimlib.context import Context

from envelope import opened
from golden import WIDENED, flax_serialization
from model import circuit, saved_values

flax = flax_serialization()
rng = np.random.default_rng(69)
NUMBERS = rng.normal(0, 100, (3, 4))


def drawn(dtype):
    if dtype == "bool":
        return NUMBERS > 0
    return (np.abs(NUMBERS) if dtype[0] == "u" else NUMBERS).astype(dtype)


ARRAYS = {dtype: drawn(dtype) for dtype in ("bool", "uint8", "int8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float16", "float32", "float64")}
ARRAYS |= {
    "big": NUMBERS.astype(">f4"),
    "columns": np.asfortranarray(NUMBERS),
    "scalar": np.array(2.5),
    "none": np.zeros((0, 3), "f4"),
    "limits": np.array([np.nan, np.inf, -np.inf, -0.0, 5e-324, 1.7976931348623157e308]),
    "long": np.array([2**63 - 1, -(2**63), 2**53 + 1]),
    "names é → 🙂/W:0": np.arange(3.0),
}
PLAIN = {name: np.array(x, x.dtype.newbyteorder("="), order="C") for name, x in ARRAYS.items()}
WITH_BFLOAT16 = {**PLAIN, "bfloat16": NUMBERS.astype(ml_dtypes.bfloat16)}
SOURCES = {
    "numpy": ("numpy.savez", ARRAYS),
    "deflated": ("numpy.savez_compressed", ARRAYS),
    "safetensors": ("safetensors.numpy.save_file", PLAIN),
    "jax": ("safetensors.flax.save_file", {name: jnp.asarray(x) for name, x in WITH_BFLOAT16.items() if x.itemsize < 8}),
    "flax": ("flax msgpack_serialize", WITH_BFLOAT16),
    "pickle": ("ngclearn io_utils.serialize", {**ARRAYS, **WITH_BFLOAT16}),
    "npy": ("numpy.save", ARRAYS),
}


def write(folder):
    theirs = folder / "theirs"
    (theirs / "npy").mkdir(parents=True)
    np.savez(theirs / "numpy", **ARRAYS)
    np.savez_compressed(theirs / "deflated", **ARRAYS)
    safetensors.numpy.save_file(PLAIN, theirs / "safetensors.safetensors")
    safetensors.flax.save_file(SOURCES["jax"][1], theirs / "jax.safetensors")
    (theirs / "flax.msgpack").write_bytes(flax.msgpack_serialize(WITH_BFLOAT16))
    io_utils.serialize(str(theirs / "pickle.pkl"), SOURCES["pickle"][1])
    for i, x in enumerate(ARRAYS.values()):
        np.save(theirs / "npy" / str(i), x)
    circuit()[0].save_to_json(str(theirs), model_name="model")


def numpy_npz(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
    with np.load(path, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def flax_restore(path):
    return flax.msgpack_restore(opened(path.read_bytes()))


OPENERS = {
    "arrays.npz": ("numpy.load, zipfile", numpy_npz),
    "arrays.deflated.npz": ("numpy.load, zipfile", numpy_npz),
    "arrays.safetensors": ("safetensors.numpy", safetensors.numpy.load_file),
    "arrays.ngc": ("flax msgpack_restore", flax_restore),
    "npy": ("numpy.load", lambda path: {name: np.load(path / f"{i}.npy", allow_pickle=False) for i, name in enumerate(ARRAYS)}),
}


def fault(found, wanted):
    """What is not equal, to the bit; NaN are all one."""
    if set(found) != set(wanted):
        return f"names: {sorted(set(found) ^ set(wanted))}"
    for name, x in wanted.items():
        x, y = np.asarray(x), np.asarray(found[name])
        x = x.astype(WIDENED.get(x.dtype.name, x.dtype.newbyteorder("=")))
        if (y.dtype, y.shape) != (x.dtype, x.shape) or not np.array_equal(x, y, equal_nan=x.dtype.kind == "f") or (np.signbit(x) != np.signbit(y)).any():
            return f"{name}: {x.dtype} {x.shape}, got {y.dtype} {y.shape}"
    return "equal"


def model_row(folder):
    """Upstream loads a model whose floats were doubled and written again here."""
    wanted = {}
    for path in (folder / "theirs/model/component/custom").glob("*.npz"):
        for part, x in np.load(path).items():
            wanted[f"{path.stem}.{part}"] = 2 * x if x.dtype.kind == "f" else x
    loaded = Context.load(str(folder / "ours"), "model")
    found = {}
    for name, cell in loaded.get_objects_by_type("component").items():
        found |= {f"{name}.{part}": value for part, value in saved_values(cell).items()}
    return ["ngcsimlib Context.save_to_json", "model", "ngcsimlib Context.load", len(wanted), fault(found, wanted)]


def compare(folder):
    for source, (writer, arrays) in SOURCES.items():
        for path in sorted((folder / "ours" / source).iterdir()):
            opener, read = OPENERS[path.name]
            print(json.dumps([writer, path.name, opener, len(arrays), fault(read(path), arrays)]))
    print(json.dumps(model_row(folder)))


if __name__ == "__main__":
    command, folder = sys.argv[1:]
    {"write": write, "compare": compare}[command](Path(folder))
