import type { ArrayOf, DType, Tensor } from "@ngc/tensor";
import { allocate, makeTensor } from "@ngc/tensor/authoring";
import { ELEMENT_KINDS, type ElementName, readElements } from "./elements.ts";
import type { Fail } from "./fail.ts";

/** Where in a file a tensor's elements lie, and how. */
export interface Layout {
  readonly element: ElementName;
  readonly little: boolean;
  /** Whether the first axis is the one that runs fastest. */
  readonly fortran: boolean;
  /** By how many elements each axis advances, where that is neither C's order nor Fortran's. */
  readonly strides?: readonly number[];
  readonly shape: readonly number[];
  readonly count: number;
  /** The file's byte at which the elements begin. */
  readonly start: number;
  /** The byte after the last of them. */
  readonly end: number;
}

/**
 * How many elements a shape has, or undefined where as many of `size` bytes come to 2^53 bytes or more. A zero among the lengths hides no
 * lie in the others.
 */
export function countOf(shape: readonly number[], size = 1): number | undefined {
  // Doubles round, but never from beyond 2^53 to below.
  const product = shape.reduce((count, length) => count * (length || 1), 1);
  if (product * size > Number.MAX_SAFE_INTEGER) return undefined;
  return shape.includes(0) ? 0 : product;
}

/** The tensor that lies in `bytes`, which must hold all of it; copied, row by row. */
export function tensorAt(fail: Fail, bytes: Uint8Array, layout: Layout): Tensor {
  const { element, little, fortran, shape, count, start } = layout;
  const { strides = fortran ? stridesOf(shape) : undefined } = layout;
  const { dtype } = ELEMENT_KINDS[element];
  const data = readElements(bytes, start, count, element, little);
  checkBools(fail, element, data, start);
  return makeTensor(
    (strides ? rowMajor(dtype, data, shape, strides) : data) as never,
    shape,
    dtype,
  ) as Tensor;
}

/** By how many elements each axis of a shape that has a count advances, the first by one. */
export function stridesOf(shape: readonly number[]): number[] {
  return shape.map((_, axis) => countOf(shape.slice(0, axis)) as number);
}

/** Throws where elements that say they are bools are neither 0 nor 1. */
export function checkBools(fail: Fail, element: ElementName, data: ArrayOf[DType], start: number): void {
  if (element !== "bool") return;
  const wrong = (data as Uint8Array).findIndex((byte) => byte > 1);
  if (wrong >= 0) fail("DTYPE", `bools must be 0 or 1, got ${data[wrong]}`, { offset: start + wrong });
}

/** Elements laid so that the last axis runs fastest. */
function rowMajor(
  dtype: DType,
  from: ArrayOf[DType],
  shape: readonly number[],
  strides: readonly number[],
): ArrayOf[DType] {
  if (shape.length < 2) return from;
  const to = allocate(dtype, from.length) as { [i: number]: number | bigint };
  const index = shape.map(() => 0);
  let at = 0;
  for (let i = 0; i < from.length; i++) {
    to[i] = from[at];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += strides[axis];
      if (++index[axis] < shape[axis]) break;
      at -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return to as ArrayOf[DType];
}
