"""Opens files that @ngc/io wrote, with the programs whose formats they are, and prints what is in them.

`python opens.py FILE…`: .npy and .npz with NumPy, .safetensors with safetensors, .ngc with Flax.
"""
import sys
from pathlib import Path

import numpy as np
import safetensors.numpy

from envelope import opened


def tree(path):
    """What a file holds, by the suffix of its name."""
    if path.suffix == ".npy":
        return np.load(path, allow_pickle=False)
    if path.suffix == ".npz":
        with np.load(path, allow_pickle=False) as arrays:
            return {name: arrays[name] for name in arrays.files}
    if path.suffix == ".safetensors":
        with safetensors.safe_open(path, "np") as file:
            return {"metadata": file.metadata(), **{name: file.get_tensor(name) for name in file.keys()}}
    if path.suffix == ".ngc":
        from golden import flax_serialization

        return flax_serialization().msgpack_restore(opened(path.read_bytes()))
    raise ValueError(f"{path}: no format has the suffix {path.suffix!r}")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(f"{name}: {tree(Path(name))}")
