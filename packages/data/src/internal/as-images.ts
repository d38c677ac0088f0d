import type { NumericDType, Tensor } from "@ngc/tensor";
import { asNumeric, asTensor, makeTensor, showShape } from "@ngc/tensor/authoring";

/** The images of a tensor or a list, each [H, W] and large enough for a patch. */
export function asImages(fn: string, images: unknown, height: number, width: number): Tensor<NumericDType>[] {
  const list = listOf(fn, images).map((image, i) => asImage(fn, `images[${i}]`, image));
  if (list.length === 0) throw new RangeError(`${fn}: images must hold at least one image, got none`);
  for (const { shape } of list) {
    if (shape[0] < height || shape[1] < width) {
      const required = `patchSize must fit into each image, at most ${showShape(shape)}`;
      throw new RangeError(`${fn}: ${required}, got ${showShape([height, width])}`);
    }
  }
  return list;
}

function listOf(fn: string, images: unknown): unknown[] {
  if (Array.isArray(images)) return images;
  const x = asTensor(fn, "images", images);
  if (x.shape.length < 2)
    throw new RangeError(
      `${fn}: images must have shape [N, height, width] or [N, side * side], got ${showShape(x.shape)}`,
    );
  return Array.from<unknown>(x);
}

/** An image of two axes, or a flattened square as one. */
function asImage(fn: string, argument: string, value: unknown): Tensor<NumericDType> {
  const x = asNumeric(fn, argument, value);
  if (x.shape.length === 2) return x;
  const side = Math.sqrt(x.data.length);
  if (x.shape.length !== 1 || !Number.isInteger(side))
    throw new RangeError(
      `${fn}: ${argument} must have two axes or be a flattened square, got shape ${showShape(x.shape)}`,
    );
  return makeTensor(x.data, [side, side], x.dtype) as Tensor<NumericDType>;
}
