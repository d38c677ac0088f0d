"""Expected values of @ngc/data."""
import jax
import jax.numpy as jnp
import numpy as np
from ngclearn.utils.data_loader import DataLoader
from ngclearn.utils.patch_utils import generate_patch_set
from sklearn.feature_extraction.image import extract_patches_2d

from golden import Golden, upstream_2024

EPOCHS = 2
patch_utils_2024 = upstream_2024("patch_utils")
loader_golden = Golden("data", "data-loader", "the rows of two epochs of batches, by key and flags")


def epochs_of(rows, batch_size, seed, shuffle=True, fill=True):
    """The numbers of the rows in each batch of each epoch, and the key after them."""
    loader = DataLoader(
        [("row", jnp.arange(rows))], batch_size, disable_shuffle=not shuffle, ensure_equal_batches=fill, key=jax.random.key(seed)
    )
    epochs = [[np.asarray(batch[0][1]).tolist() for batch in loader] for _ in range(EPOCHS)]
    return {"epochs": epochs, "nextKey": jax.random.key_data(loader.key)}


for rows, batch_size, seed in (
    (1, 1, 0), (5, 2, 0), (5, 5, 1), (6, 3, 69), (10, 4, 1234), (10, 7, 1234), (10, 9, -1), (60, 16, 2**31 + 5),
):
    for shuffle in (True, False):
        for fill in (True, False):
            flags = {"disableShuffle": not shuffle, "ensureEqualBatches": fill}
            loader_golden.add(
                f"{rows} rows by {batch_size}, key({seed}){'' if shuffle else ', in order'}{'' if fill else ', short last batch'}",
                "DataLoader.epochs", [rows, batch_size, jax.random.key(seed), flags], epochs_of(rows, batch_size, seed, shuffle, fill),
                "ngclearn.utils.data_loader.DataLoader", "exact",
            )

loader_golden.add(
    "2000 rows by 300, key(7), where JAX sorts twice", "DataLoader.epochs", [2000, 300, jax.random.key(7), {}],
    epochs_of(2000, 300, 7), "ngclearn.utils.data_loader.DataLoader", "exact",
)
matrix = np.arange(12, dtype=np.float32).reshape(6, 2)
labels = np.arange(6, dtype=np.int32)[::-1].copy()
batches = [
    [(name, np.asarray(value)) for name, value in batch]
    for batch in DataLoader([("x", jnp.asarray(matrix)), ("y", jnp.asarray(labels))], 4, key=jax.random.key(3))
]
loader_golden.add(
    "two matrices", "DataLoader.batches", [[["x", matrix], ["y", labels]], 4, jax.random.key(3)],
    [dict(batch) for batch in batches], "dict of ngclearn.utils.data_loader.DataLoader", "exact",
    upstream=("ngclearn.utils.data_loader.DataLoader", batches),
)
for name, matrices, batch_size in (("no matrix", [], 1), ("a batch larger than the data", [["x", labels]], 7)):
    try:
        list(DataLoader([(n, jnp.asarray(m)) for n, m in matrices], batch_size, key=jax.random.key(0)))
    except SystemExit as error:
        loader_golden.add(
            name, "DataLoader.error", [matrices, batch_size], "RangeError", "a value that does not fit", "exact",
            upstream=("ngclearn.utils.data_loader.DataLoader", type(error).__name__),
        )
loader_golden.write()

rng = np.random.default_rng(69)
patch_golden = Golden("data", "patches", "patches at scikit-learn's positions", seed=69)


UPSTREAM = "ngclearn.utils.patch_utils.generate_patch_set"


def add_patches(name, images, patch_size, max_patches, seed, center=True, within="sum32"):
    options = {"patchSize": patch_size, "maxPatches": max_patches, "center": center, "seed": seed}
    patches = generate_patch_set(images, tuple(patch_size), max_patches, center, seed)
    assert np.array_equal(patches, patch_utils_2024.generate_patch_set(images, tuple(patch_size), max_patches, center, seed))
    patch_golden.add(name, "generatePatchSet", [images, options], np.asarray(patches), UPSTREAM, within)


# Whole numbers, whose sums are exact in float32 too, keep the file short.
squares = rng.integers(-99, 100, (3, 36)).astype(np.float32)
for seed in (0, 1234, 2**32 - 1):
    add_patches(f"seed {seed}", squares, [3, 3], 5, seed, center=False, within="exact")
    add_patches(f"seed {seed}, centred", squares, [3, 3], 5, seed)
add_patches("patches wider than high", squares, [2, 5], 6, 3)
add_patches("one pixel", squares, [1, 1], 6, 3, center=False, within="exact")
add_patches("as many patches as positions", squares, [5, 4], 6, 3, center=False, within="exact")
add_patches("more patches than positions", squares, [5, 4], 50, 3, center=False, within="exact")
add_patches("a patch as large as the image", squares, [6, 6], 50, 3)
add_patches("fractions", rng.normal(0, 1, (2, 25)).astype(np.float32), [3, 3], 4, 3)
same = np.asarray(generate_patch_set(squares, (3, 3), 4))
options = {"patchSize": [3, 3], "maxPatches": 4}
patch_golden.add("images as [N, H, W]", "generatePatchSet", [squares.reshape(3, 6, 6), options], same, UPSTREAM, "sum32")
patch_golden.add("images as a list of [H, W]", "generatePatchSet", [list(squares.reshape(3, 6, 6)), options], same, UPSTREAM, "sum32")
one = rng.integers(-99, 100, (1, 256)).astype(np.float32)
patch_golden.add("defaults", "generatePatchSet", [one], np.asarray(generate_patch_set(one)), UPSTREAM, "sum32")
pixels = rng.integers(0, 256, (2, 64)).astype(np.uint8)
patch_golden.add(
    "uint8 pixels", "generatePatchSet", [pixels, {"patchSize": [3, 3], "maxPatches": 4}],
    np.asarray(generate_patch_set(pixels, (3, 3), 4)), UPSTREAM, "sum32",
)

# Images that are not square, and of several sizes: upstream takes squares only, scikit-learn any.
photographs = [rng.normal(0, 1, shape) for shape in ((5, 9), (9, 5), (5, 9), (3, 3))]
for center in (True, False):
    cut = [extract_patches_2d(image, (3, 2), max_patches=7, random_state=21).reshape(-1, 6) for image in photographs]
    patches = np.concatenate(cut)
    patch_golden.add(
        f"float64 images of several sizes{', centred' if center else ''}", "generatePatchSet",
        [photographs, {"patchSize": [3, 2], "maxPatches": 7, "seed": 21, "center": center}],
        patches - patches.mean(axis=1, keepdims=True) if center else patches,
        "sklearn.feature_extraction.image.extract_patches_2d", "float64" if center else "exact",
    )
patch_golden.write()
