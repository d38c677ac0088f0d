"""The cases of NumPy's and safetensors' own format tests, as bytes that NumPy and safetensors write, and what they hold."""
import io
import warnings
import zlib

import jax
import jax.numpy as jnp
import numpy as np
import safetensors.flax
import safetensors.numpy

from golden import WIDENED, Golden, flax_serialization

warnings.simplefilter("ignore")

REFUSED = "the code of the FormatError"


def npy(x, version=None):
    file = io.BytesIO()
    np.lib.format.write_array(file, x, version)
    return file.getvalue()


def npz(save=np.savez, **arrays):
    file = io.BytesIO()
    save(file, **arrays)
    return file.getvalue()


def held(x):
    """What is in an array, in few words."""
    wide = np.ascontiguousarray(x).reshape(x.shape).astype(WIDENED.get(x.dtype.name, x.dtype.newbyteorder("<")))
    return {"shape": list(x.shape), "dtype": wide.dtype.name, "crc": zlib.crc32(wide.tobytes())}


golden = Golden("io", "npy-suite", "the cases of numpy/lib/tests/test_format.py; long files by their CRC-32, others in hexadecimal", seed=69)

for name in ("uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32", "float64", "complex64", "complex128"):
    for order in "<>":
        dtype = np.dtype(name).newbyteorder(order)
        row = np.arange(1500).astype(dtype)
        layouts = {
            "empty": np.array([], dtype),
            "scalar": np.array(10, dtype),
            "row": row,
            "rows": row.reshape(30, 50),
            "columns": row.reshape(30, 50).T,
            "slices": row.reshape(30, 50)[::-1, ::2],
        }
        for layout, x in layouts.items():
            gives = {"file": zlib.crc32(npy(x)), "holds": "DTYPE" if name.startswith("complex") else held(x)}
            golden.add(f"{layout} of {order}{name}", "decodeNpy.arange", [dtype.str, layout], gives, "numpy.lib.format.write_array", within="exact")

ones = np.ones((3, 6))
for version in ((1, 0), (2, 0)):
    golden.add(f"version {version}", "decodeNpy", [npy(ones, version).hex()], ones, "numpy.lib.format.write_array", within="exact")
number = np.ones(10, np.dtype(int, metadata={"some": "stuff"}))
golden.add("a dtype with metadata, which NumPy leaves out", "decodeNpy", [npy(number).hex()], np.ones(10, int), "numpy.lib.format.write_array", within="exact")
for rows in (1, 10, 100, 1000, 10_000, 100_000, 1_000_000):
    gives = zlib.crc32(npy(np.zeros((rows, 2), "u1")))
    golden.add(f"{rows} rows, room for more digits", "encodeNpy.zeros", [rows], gives, "numpy.lib.format.write_array", within="exact")

plain = [("x", "i4", (2,)), ("y", "f8", (2, 2)), ("z", "u1")]
inner = [("name", "S2"), ("value", "c16", (2,)), ("y3", "f8", (2,)), ("z3", "u4", (2,))]
info = [("value", "c16"), ("y2", "f8"), ("Info2", inner), ("name", "S2"), ("z2", "b1")]
nested = [("x", "i4", (2,)), ("Info", info), ("color", "S2"), ("info", [("Name", "U8"), ("Value", "c16")]), ("y", "f8", (2, 2)), ("z", "u1")]
holes = np.dtype({"names": ["a", "b"], "formats": ["i1", "i1"], "offsets": [0, 4], "itemsize": 8})
apart = {"names": ["a", "b"], "formats": ["i4", "i4"], "offsets": [1, 6]}
deep = np.dtype([("a", int), ("b", holes)])
structures = {
    "plain, little-endian": np.dtype(plain).newbyteorder("<"),
    "nested, little-endian": np.dtype(nested).newbyteorder("<"),
    "plain, big-endian": np.dtype(plain).newbyteorder(">"),
    "nested, big-endian": np.dtype(nested).newbyteorder(">"),
    "arrays of arrays": [("c", ("<f8", (5,)), (2,))],
    "aligned": np.dtype("i1, i4, i1", align=True),
    "with holes": apart,
    "a structure with holes in a structure": {"names": ["c", "d"], "formats": ["i4", np.dtype(apart)]},
    "a field without a name": {"names": ["a", "", "b"], "formats": ["i4"] * 3},
    "with titles": {**apart, "titles": ["aa", "bb"]},
    "without fields": {"names": [], "formats": [], "itemsize": 8},
    "aligned, of three kinds": np.dtype([("a", "i1"), ("b", "i2"), ("c", "i4")], align=True),
    "arrays of structures with holes": [("x", (holes, (3,)), (4,))],
    "arrays of arrays of structures with holes": [("x", np.dtype((np.dtype((holes, (3,))), (4,))))],
    "three arrays deep": [("a", np.dtype((np.dtype((np.dtype((deep, (3,))), (4,))), (5,))))],
    "a field with metadata": {"names": ["a", "b"], "formats": [float, np.dtype("S3", metadata={"some": "stuff"})]},
    "an array with metadata": np.dtype([("subarray", (int, (2,)))], metadata={"some": "stuff"}),
    "metadata in a structure": {"names": ["a", "b"], "formats": [float, np.dtype({"names": ["c"], "formats": [np.dtype(int, metadata={})]})]},
}
for name, dtype in structures.items():
    x = np.zeros(1, dtype)
    golden.add(f"a structure, {name}", "decodeNpy", [npy(x).hex()], "DTYPE", REFUSED, within="exact")
    golden.add(f"a structure in an npz, {name}", "decodeNpz", [npz(arr=x).hex()], "DTYPE", REFUSED, within="exact")
named = np.array([(1, 3)], dtype=[("int", int), ("\u6574\u5f62", int)])
golden.add("names of fields in Unicode", "decodeNpy", [npy(named, (3, 0)).hex()], "DTYPE", REFUSED, within="exact")
objects = np.array([None, range, "\u512a\u826f", b"\xe4\xb8\x8d\xe8\x89\xaf"], dtype=object)
for name, x in {"four objects": objects, "no objects": objects[:0], "objects in columns": objects.reshape(2, 2).T}.items():
    golden.add(name, "decodeNpy", [npy(x).hex()], "DTYPE", REFUSED, within="exact")
    golden.add(f"{name} in an npz", "decodeNpz", [npz(x=x).hex()], "DTYPE", REFUSED, within="exact")
long = np.zeros(1, np.dtype((str, np.lib.format.BUFFER_SIZE + 1)))
golden.add("text longer than NumPy's buffer", "decodeNpy.longText", [], {"file": zlib.crc32(npy(long)), "holds": "DTYPE"}, REFUSED, within="exact")

# 500 fields with names of up to 300 letters, and 10,001 fields.
names = np.zeros(1, [(f"{i}" * 100, float) for i in range(500)])
many = np.zeros((), ",".join(["i"] * 10_001))
for what, x, version in (("names", names, (2, 0)), ("fields", many, None)):
    for limit, code in ((10_000, "LIMIT"), (20_000, "LIMIT"), (200_000, "DTYPE")):
        golden.add(f"a long header of {what}, at most {limit} bytes", "decodeNpy.longHeader", [what, limit],
                   {"file": zlib.crc32(npy(x, version)), "holds": code}, REFUSED, within="exact")
golden.add("an npz of nothing", "decodeNpz", [npz().hex()], {}, "numpy.savez", within="exact")
wave = (np.arange(40_000) % 199).astype("f8").reshape(200, 200)
golden.add("200 x 200, deflated", "decodeNpz.held", [npz(np.savez_compressed, arr=wave).hex()], {"arr": held(wave)}, "numpy.savez_compressed", within="exact")
golden.write()

golden = Golden("io", "safetensors-suite", "the cases of safetensors' own tests as bytes, in hexadecimal", seed=69)
save = safetensors.numpy.save


def add_both(name, arrays, metadata=None):
    """What is written byte for byte, and what is read of it."""
    file = save(arrays, metadata).hex()
    content = {"tensors": arrays, "metadata": metadata or {}}
    golden.add(name, "decodeSafetensors", [file], content, "safetensors.numpy.save", within="exact")
    golden.add(name, "encodeSafetensors", [content], file, "safetensors.numpy.save", within="exact")


six = np.arange(6, dtype="f4")
zeros = np.zeros((2, 2), "i4")
corner = np.array([[0, 0], [0, 1]], "i4")
add_both("1 x 2 x 3 floats", {"attn.0": six.reshape(1, 2, 3)})
add_both("a header that is padded", {"attn0": six.reshape(1, 1, 2, 3)})
add_both("nothing", {})
add_both("nothing but metadata", {}, {"framework": "pt"})
add_both("zeros", {"test": zeros})
add_both("zeros and a one", {"test": corner})
add_both("zeros and metadata", {"test1": zeros}, {"framework": "pt"})
add_both("one order of names", {"test1": zeros, "test2": zeros + 1})
add_both("the other order of names", {"test2": zeros + 1, "test1": zeros})
add_both("doubles and bytes", {"a": np.zeros((2, 2)), "b": np.zeros((2, 3), "u1")})
add_both("a bool of no axes", {"a": np.asarray(False)})
add_both("floats of two rows of none", {"test": np.zeros((2, 0), "f4"), "test2": np.zeros((2, 0), "f4")})
add_both("rows of floats and of long integers", {"a": six.reshape(2, 3), "b": np.arange(8, dtype="i8").reshape(4, 2)})
add_both("an integer and a float of no axes", {"4": np.array(5000.0), "5": np.array(768, "i4"), "3": np.ones(50)})
big = np.array([[1, 2], [3, -4]], ">i4")
golden.add("big-endian integers", "encodeSafetensors.npy", [npy(big).hex()], save({"test1": big}, {"framework": "pt"}).hex(), "safetensors.numpy.save", within="exact")


def add_read(name, arrays):
    gives = {key: np.asarray(jnp.asarray(x).astype(WIDENED.get(x.dtype.name, x.dtype.name))) for key, x in arrays.items()}
    golden.add(name, "decodeSafetensors", [safetensors.flax.save(arrays).hex()], {"tensors": gives, "metadata": {}}, "safetensors.flax.save", within="exact")


add_read("halves beside integers", {"test1": jnp.zeros((2, 2), "int32"), "test2": jnp.zeros((2, 2), "float16")})
add_read("bfloat16", {"test": jnp.array([[2.25, 1], [1, 1]], "bfloat16")})
source = {
    "fp32_2d": jnp.arange(12.0).reshape(3, 4),
    "bf16_2d": jnp.arange(8, dtype="bfloat16").reshape(2, 4),
    "fp16_3d": jnp.arange(24, dtype="float16").reshape(2, 3, 4),
    "scalar_fp32": jnp.float32(7.5),
    "empty_2d": jnp.zeros((0, 5), "float16"),
    "i32_1d": jnp.arange(5),
}
add_read("tensors of six kinds", source)
for name, x in {"zeros": np.zeros((2, 2), "c8"), "zeros and one": np.array([[0, 0], [0, -1 + 1j]], "c8")}.items():
    golden.add(f"complex {name}", "decodeSafetensors", [save({"test": x}).hex()], "DTYPE", REFUSED, within="exact")

# The same tensors by Flax and by safetensors.
flax = flax_serialization()
key = jax.random.key(0)
for name in ("float32", "float16", "bfloat16", "complex64"):
    x = jax.random.normal(key, (8, 8), dtype=name)
    files = [flax.msgpack_serialize({"test": x}).hex(), safetensors.flax.save({"test": x}).hex()]
    wide = "DTYPE" if name == "complex64" else np.asarray(x.astype("float32"))
    golden.add(f"{name} by Flax and by safetensors", "decodeSafetensors.flax", files, [wide, wide], "flax.serialization.msgpack_restore", within="exact")
golden.write()
