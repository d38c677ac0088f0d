import type { ArrayOf, DType } from "@ngc/tensor";
import { allocate } from "@ngc/tensor/authoring";

/** How a file stores elements: bytes each, the dtype that holds them without loss, and one element's value. */
export interface ElementKind<D extends DType = DType> {
  readonly size: number;
  readonly dtype: D;
  /** `scratch` are four bytes to turn bits into a number by, made once for all elements. */
  readonly read: (view: DataView, at: number, little: boolean, scratch: DataView) => number | bigint;
}

/** By NumPy's name. What tensors have no dtype for is widened. */
export const ELEMENT_KINDS = {
  bool: { size: 1, dtype: "bool", read: (view, at) => view.getUint8(at) },
  uint8: { size: 1, dtype: "uint8", read: (view, at) => view.getUint8(at) },
  int8: { size: 1, dtype: "int32", read: (view, at) => view.getInt8(at) },
  int16: { size: 2, dtype: "int32", read: (view, at, little) => view.getInt16(at, little) },
  uint16: { size: 2, dtype: "int32", read: (view, at, little) => view.getUint16(at, little) },
  int32: { size: 4, dtype: "int32", read: (view, at, little) => view.getInt32(at, little) },
  uint32: { size: 4, dtype: "uint32", read: (view, at, little) => view.getUint32(at, little) },
  int64: { size: 8, dtype: "int64", read: (view, at, little) => view.getBigInt64(at, little) },
  uint64: { size: 8, dtype: "uint64", read: (view, at, little) => view.getBigUint64(at, little) },
  float16: { size: 2, dtype: "float32", read: (view, at, little) => half(view.getUint16(at, little)) },
  bfloat16: {
    size: 2,
    dtype: "float32",
    read: (view, at, little, scratch) => bfloat16(view.getUint16(at, little), scratch),
  },
  float32: { size: 4, dtype: "float32", read: (view, at, little) => view.getFloat32(at, little) },
  float64: { size: 8, dtype: "float64", read: (view, at, little) => view.getFloat64(at, little) },
} as const satisfies Record<string, ElementKind>;

/** The kinds by name. */
export type ElementName = keyof typeof ELEMENT_KINDS;

/** A copy of the `count` elements at `at`, which must all be there. Elements that need no change keep their bits. */
export function readElements(
  bytes: Uint8Array,
  at: number,
  count: number,
  name: ElementName,
  little: boolean,
): ArrayOf[DType] {
  const { dtype, size }: ElementKind = ELEMENT_KINDS[name];
  const elements = allocate(dtype, count);
  rawBytes(elements, name).set(bytes.subarray(at, at + count * size));
  finishElements(elements, name, little);
  return elements;
}

/** Where in the memory of elements the file's bytes are put that {@link finishElements} makes them of: at its end. */
export function rawBytes(elements: ArrayOf[DType], name: ElementName): Uint8Array {
  const { buffer, byteOffset, byteLength, length } = elements;
  const bytes = length * ELEMENT_KINDS[name].size;
  return new Uint8Array(buffer, byteOffset + byteLength - bytes, bytes);
}

/** Makes elements of their {@link rawBytes}, in place. */
export function finishElements(elements: ArrayOf[DType], name: ElementName, little: boolean): void {
  const { size, read }: ElementKind = ELEMENT_KINDS[name];
  if (elements.BYTES_PER_ELEMENT === size) {
    // A float that passes through a number may lose the bits of a signalling NaN; bytes cannot.
    if (!little && size > 1)
      turnAround(new Uint32Array(elements.buffer, elements.byteOffset, elements.byteLength / 4), size);
    return;
  }
  const bytes = rawBytes(elements, name);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const to = elements as { [i: number]: number | bigint };
  const scratch = new DataView(new ArrayBuffer(4));
  // From the first on, for a wider element ends no later than the bytes of the next begin.
  for (let i = 0; i < elements.length; i++) to[i] = read(view, i * size, little, scratch);
}

/** Turns around the bytes of each element of 4 or 8. */
function turnAround(words: Uint32Array, size: number): void {
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    words[i] = (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
  }
  if (size === 4) return;
  for (let i = 0; i < words.length; i += 2) [words[i], words[i + 1]] = [words[i + 1], words[i]];
}

/** The value of a 16-bit float of IEEE 754. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** The value of a bfloat16: the upper half of a float32, whose lower half stays zero in `scratch`. */
function bfloat16(bits: number, scratch: DataView): number {
  scratch.setUint16(0, bits);
  return scratch.getFloat32(0);
}
