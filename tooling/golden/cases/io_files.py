"""Files of NumPy and safetensors for @ngc/io, and what they hold."""
import io
import zipfile

import jax.numpy as jnp
import numpy as np
import safetensors.flax
import safetensors.numpy

from golden import WIDENED, Golden

rng = np.random.default_rng(69)

DTYPES = ("bool", "uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64", "float16", "float32", "float64")


def as_bytes(data):
    return np.frombuffer(data, np.uint8)


def drawn(dtype, shape=(2, 3)):
    """Values of any size that the dtype has."""
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return rng.integers(0, 2, shape).astype(dtype)
    if dtype.kind == "f":
        return rng.normal(0, 100, shape).astype(dtype)
    info = np.iinfo(dtype)
    return rng.integers(info.min, info.max, shape, dtype=dtype.newbyteorder("="), endpoint=True).astype(dtype)


def widened(x):
    return np.ascontiguousarray(x).astype(WIDENED.get(x.dtype.name, x.dtype.newbyteorder("="))).reshape(x.shape)


def npy(x, version=None):
    file = io.BytesIO()
    np.lib.format.write_array(file, x, version, allow_pickle=False)
    return file.getvalue()


golden = Golden("io", "npy", "files that numpy.save writes", seed=69)
for dtype in DTYPES:
    for order in "<>":
        x = drawn(np.dtype(dtype).newbyteorder(order))
        golden.add(f"{x.dtype.str}", "decodeNpy", [as_bytes(npy(x))], widened(x), "numpy.save", within="exact")
halves = np.arange(2**16, dtype=np.uint32).astype(np.uint16).view(np.float16)[::7]
special = halves[~np.isnan(halves)]
golden.add("every seventh float16", "decodeNpy", [as_bytes(npy(special))], widened(special), "numpy.save", within="exact")
for shape in ((), (0,), (1,), (5, 0, 2), (4, 3), (2, 3, 4), (1, 2, 1, 3, 2), (1,) * 32):
    x = drawn("float32", shape)
    golden.add(f"shape {shape}", "decodeNpy", [as_bytes(npy(x))], x, "numpy.save", within="exact")
    y = np.array(x, order="F")
    golden.add(f"shape {shape} in Fortran's order", "decodeNpy", [as_bytes(npy(y))], x, "numpy.save", within="exact")
for version in ((1, 0), (2, 0), (3, 0)):
    x = drawn("int32")
    golden.add(f"version {version}", "decodeNpy", [as_bytes(npy(x, version))], x, "numpy.lib.format.write_array", within="exact")
for dtype in ("bool", "uint8", "int32", "uint32", "int64", "uint64", "float32", "float64"):
    for shape in ((), (7,), (0, 3), (100, 2)):
        x = drawn(dtype, shape)
        golden.add(f"{dtype} {shape}", "encodeNpy", [x], as_bytes(npy(x)), "numpy.save", within="exact")
golden.write()


def npz(save, arrays):
    file = io.BytesIO()
    save(file, **arrays)
    return file.getvalue()


def unseekable(arrays):
    """Written as to a pipe: the sizes come after the members."""

    class Pipe(io.RawIOBase):
        data = b""

        def writable(self):
            return True

        def write(self, part):
            self.data += bytes(part)
            return len(part)

    pipe = Pipe()
    np.savez(pipe, **arrays)
    return pipe.data


golden = Golden("io", "npz", "files that numpy.savez and savez_compressed write", seed=69)
sets = {
    "two arrays": {"W1": drawn("float32"), "b1": drawn("float64", (3,))},
    "every dtype": {dtype: drawn(dtype) for dtype in DTYPES},
    "names": {"é → 🙂": drawn("uint8"), "layer/kernel:0": drawn("int32"), "a b": drawn("int32"), "__proto__": drawn("uint8")},
    "a thousand zeros": {"zeros": np.zeros(1000, "f4"), "scalar": np.float64(2.5), "empty": np.zeros((0, 2), "f4")},
}
for name, arrays in sets.items():
    gives = {key: widened(np.asarray(x)) for key, x in arrays.items()}
    for save in (np.savez, np.savez_compressed):
        golden.add(f"{name} by {save.__name__}", "decodeNpz", [as_bytes(npz(save, arrays))], gives, f"numpy.{save.__name__}", within="exact")
for name in ("two arrays", "names"):
    golden.add(name, "encodeNpz", [sets[name]], as_bytes(npz(np.savez, sets[name])), "numpy.savez", within="exact")
file = unseekable(sets["two arrays"])
with zipfile.ZipFile(io.BytesIO(file)) as members:
    assert all(member.flag_bits & 8 for member in members.infolist())
golden.add("written to a pipe", "decodeNpz", [as_bytes(file)], "UNSUPPORTED", "the code of the FormatError", within="exact")
golden.write()

golden = Golden("io", "safetensors", "files that safetensors writes", seed=69)
save = safetensors.numpy.save
sets = {
    "every dtype": ({dtype: drawn(dtype) for dtype in DTYPES}, None),
    "names and metadata": ({"é → 🙂": drawn("uint8"), "": drawn("int32"), "../x": drawn("bool"), 'a"\\\n\x01\x7f': drawn("float32", ())}, {"format": 'é "np"\\\n\t\x1f'}),
    "empty": ({}, None),
    "empty arrays": ({"a": np.zeros((0, 3), "f4"), "b": drawn("float32"), "c": np.zeros((0,), "i8")}, {"a": "b"}),
}
for name, (arrays, metadata) in sets.items():
    gives = {"tensors": {key: widened(x) for key, x in arrays.items()}, "metadata": metadata or {}}
    golden.add(name, "decodeSafetensors", [as_bytes(save(arrays, metadata))], gives, "safetensors.numpy.save", within="exact")
brain = jnp.asarray(rng.normal(0, 100, (3, 2)), "bfloat16")
gives = {"tensors": {"x": np.asarray(brain.astype("float32"))}, "metadata": {}}
golden.add("bfloat16", "decodeSafetensors", [as_bytes(safetensors.flax.save({"x": brain}))], gives, "safetensors.flax.save", within="exact")
own = ("bool", "uint8", "int32", "uint32", "int64", "uint64", "float32", "float64")
names = ("b", "a", "B", "é", "🙂", "\uffff", "")
written = {f"{name} {dtype}": drawn(dtype) for name in names for dtype in own}
for name, (arrays, metadata) in {
    "every dtype, many names": (written, {"format": "np"}),
    "one": ({"x": drawn("float32", ())}, None),
    "names and metadata": sets["names and metadata"],
    "empty": ({}, None),
}.items():
    content = {"tensors": arrays, "metadata": metadata or {}}
    golden.add(name, "encodeSafetensors", [content], as_bytes(save(arrays, metadata)), "safetensors.numpy.save", within="exact")
golden.write()
