import { randomState } from "@ngc/random";
import type { DTypeOf, FloatDType, FloatOf, NumericDType, Tensor, TensorLike } from "@ngc/tensor";
import {
  checkFlag,
  checkOptions,
  checkWhole,
  empty,
  makeTensor,
  showShape,
  wrongKind,
} from "@ngc/tensor/authoring";
import { asImages } from "./internal/as-images.ts";

/** Options of {@link generatePatchSet}. */
export interface GeneratePatchSetOptions {
  /** Height and width of a patch, 8 x 8 by default. */
  readonly patchSize?: readonly [height: number, width: number];
  /** How many patches an image gives, 50 by default; one that has fewer positions gives as many as it has positions. */
  readonly maxPatches?: number;
  /** Whether each patch's mean is subtracted from it; true by default. */
  readonly center?: boolean;
  /** Seed of the positions, a whole number below 2^32; 1234 by default, as in Python. */
  readonly seed?: number;
}

/** Patches of `I`: float64 where an image is, otherwise float32. */
export type Patches<I> = Tensor<FloatOf<I extends readonly (infer Image)[] ? DTypeOf<Image> : DTypeOf<I>>>;

/**
 * Patches cut from images at random positions, with replacement: one flattened patch a row, shape [patches, height * width].
 *
 * Image by image, at the positions that scikit-learn's `extract_patches_2d` draws for the seed, so that images of one size
 * are cut at the same positions. Unless `center` is false, each patch's own mean is subtracted from it.
 *
 * @param images - shape [N, height, width]; or [N, side * side], each row a flattened square, as in Python; or a list of
 *   images of either kind, which may differ in size
 * @param options - by default `patchSize` [8, 8], `maxPatches` 50, `center` true and `seed` 1234
 * @throws RangeError if there is no image, a row is no square, or a patch is larger than an image; TypeError for wrong kinds
 * @example
 * ```ts
 * const image = [[0, 1, 2], [3, 4, 5], [6, 7, 8]];
 * generatePatchSet([image], { patchSize: [2, 2], maxPatches: 2, center: false }); // => [[3, 4, 6, 7], [4, 5, 7, 8]]
 * generatePatchSet([image], { patchSize: [1, 2], maxPatches: 1 }); // => [[-0.5, 0.5]]
 * ```
 * @python ngclearn.utils.patch_utils.generate_patch_set
 */
export function generatePatchSet<I extends TensorLike | readonly TensorLike[]>(
  images: I,
  options?: GeneratePatchSetOptions,
): Patches<I>;
export function generatePatchSet(
  images: TensorLike | readonly TensorLike[],
  options?: GeneratePatchSetOptions,
): Tensor<FloatDType> {
  const fn = "generatePatchSet";
  const { patchSize = [8, 8], maxPatches = 50, center = true, seed = 1234 } = checkOptions(fn, options);
  const [height, width] = checkPatchSize(fn, patchSize);
  checkWhole(fn, "maxPatches", maxPatches, 1);
  checkFlag(fn, "center", center);
  checkWhole(fn, "seed", seed, 0, 2 ** 32 - 1);
  const list = asImages(fn, images, height, width);
  const positions = drawPositions(list, height, width, maxPatches, seed);
  const count = positions.reduce((sum, { tops }) => sum + tops.length, 0);
  const dtype = list.some((image) => image.dtype === "float64") ? "float64" : "float32";
  const patches = empty(dtype, count * height * width);
  let at = 0;
  for (const [i, image] of list.entries()) {
    const { tops, lefts } = positions[i];
    for (let k = 0; k < tops.length; k++, at += height * width) {
      cutPatch(image, tops[k], lefts[k], height, width, patches, at);
      if (center) subtractMean(patches.subarray(at, at + height * width));
    }
  }
  return makeTensor(patches, [count, height * width], dtype);
}

interface Positions {
  readonly tops: Int32Array;
  readonly lefts: Int32Array;
}

/** Where each image is cut. The generator is seeded anew for each image, so images of one size share their positions. */
function drawPositions(
  images: readonly Tensor[],
  height: number,
  width: number,
  maxPatches: number,
  seed: number,
): Positions[] {
  const known = new Map<string, Positions>();
  return images.map(({ shape }) => {
    const drawn = known.get(showShape(shape));
    if (drawn !== undefined) return drawn;
    const [down, across] = [shape[0] - height + 1, shape[1] - width + 1];
    const count = Math.min(maxPatches, down * across);
    const generator = randomState(seed);
    const tops = generator.randint(0, down, count).data;
    const positions = { tops, lefts: generator.randint(0, across, count).data };
    known.set(showShape(shape), positions);
    return positions;
  });
}

function cutPatch(
  { data, shape }: Tensor<NumericDType>,
  top: number,
  left: number,
  height: number,
  width: number,
  to: Float32Array | Float64Array,
  at: number,
): void {
  for (let row = 0; row < height; row++) {
    const start = (top + row) * shape[1] + left;
    for (let column = 0; column < width; column++) to[at++] = data[start + column];
  }
}

function subtractMean(patch: Float32Array | Float64Array): void {
  let sum = 0;
  for (let i = 0; i < patch.length; i++) sum += patch[i];
  const mean = sum / patch.length;
  for (let i = 0; i < patch.length; i++) patch[i] -= mean;
}

function checkPatchSize(fn: string, patchSize: unknown): readonly number[] {
  if (!Array.isArray(patchSize) || patchSize.length !== 2)
    throw wrongKind(fn, "patchSize must be [height, width]", patchSize);
  for (const length of patchSize) checkWhole(fn, "each length of patchSize", length, 1);
  return patchSize;
}
