import type { Tensor } from "@ngc/tensor";
import { ELEMENT_KINDS } from "../elements.ts";
import type { Fail } from "../fail.ts";
import { countOf, stridesOf, tensorAt } from "../layout.ts";
import { NPY_TYPES } from "../npy-header.ts";
import type { PickleCursor } from "./cursor.ts";
import { type ArrayType, type Item, isNode, show } from "./nodes.ts";

/** How elements lie: in C's order, in Fortran's, or as an array in C's order of which the array's axes are these. */
export type ArrayOrder = "C" | "F" | readonly Item[];

/** The order that `_frombuffer` is given. */
export function bufferOrder(
  pickle: PickleCursor,
  order: Item | undefined,
  axes: Item | undefined,
): ArrayOrder {
  if (order === "C" || order === "F") return order;
  if (order === "K" && isNode(axes, "tuple")) return axes.items;
  return pickle.fail("BAD_HEADER", `an order must be C, F, or K with axes, got ${show(order)}`);
}

/** The order that an array's state says. */
export function stateOrder(pickle: PickleCursor, fortran: Item | undefined): ArrayOrder {
  if (fortran === false || fortran === 0) return "C";
  if (fortran === true || fortran === 1) return "F";
  return pickle.fail("BAD_HEADER", `Fortran's order must be true or false, got ${show(fortran)}`);
}

/** `numpy.dtype(code)`. */
export function arrayType(pickle: PickleCursor, code: Item | undefined): ArrayType {
  // ml_dtypes' class stands for itself.
  if (code === "bfloat16") return { kind: "dtype", name: code, little: true };
  if (typeof code !== "string" || !Object.hasOwn(NPY_TYPES, code))
    return pickle.fail("DTYPE", `a dtype must be of ${Object.keys(NPY_TYPES).join(" ")}, got ${show(code)}`);
  return { kind: "dtype", name: NPY_TYPES[code], little: true };
}

/** `dtype.__setstate__`: the byte order, and that there is no more to the dtype than its code. */
export function setArrayType(pickle: PickleCursor, type: ArrayType, state: readonly Item[]): void {
  const [, order, ...structure] = state;
  if (structure.slice(0, 3).some((part) => part !== null))
    pickle.fail("DTYPE", "a dtype must be of one number, got a structure");
  if (order !== "<" && order !== ">" && (order !== "|" || ELEMENT_KINDS[type.name].size > 1))
    pickle.fail("DTYPE", `a byte order must be < or >, got ${show(order)}`);
  type.little = order !== ">";
}

/** The tensor whose elements are `bytes`; `lengths` are those of the array as it lies. */
export function readArray(
  pickle: PickleCursor,
  bytes: Uint8Array,
  { name, little }: ArrayType,
  lengths: readonly Item[],
  order: ArrayOrder,
  rank: number,
): Tensor {
  if (lengths.length > rank) pickle.fail("LIMIT", `there may be ${rank} axes, got ${lengths.length}`, rank);
  const lying = lengths.map((length) =>
    typeof length === "number" && Number.isInteger(length) && length >= 0
      ? length
      : pickle.fail("SHAPE", `a shape must hold whole numbers from 0, got ${show(length)}`),
  );
  const count =
    countOf(lying) ??
    pickle.fail("OVERFLOW", `the lengths must multiply to less than 2^53, got [${lying.join(", ")}]`);
  const end = count * ELEMENT_KINDS[name].size;
  if (end !== bytes.length)
    pickle.fail("SHAPE", `shape [${lying.join(", ")}] of ${name} needs ${end} bytes, got ${bytes.length}`);
  const axes = typeof order === "string" ? undefined : permutation(pickle, order, lying);
  const strides = stridesOf([...lying].reverse()).reverse();
  // Where in these bytes something is wrong says nothing about the pickle.
  const fail: Fail = (code, message) => pickle.fail(code, message);
  return tensorAt(fail, bytes, {
    element: name,
    little,
    fortran: order === "F",
    strides: axes?.map((axis) => strides[axis]),
    shape: axes?.map((axis) => lying[axis]) ?? lying,
    count,
    start: 0,
    end,
  });
}

/** Throws unless each axis of `shape` stands once; how many stand there is looked at first, for the same millions could come over and over. */
function permutation(
  pickle: PickleCursor,
  axes: readonly Item[],
  shape: readonly number[],
): readonly number[] {
  const isAxis = (axis: Item): axis is number => typeof axis === "number" && shape[axis] !== undefined;
  if (axes.length === shape.length && axes.every(isAxis) && new Set(axes).size === axes.length) return axes;
  return pickle.fail("SHAPE", `each of ${shape.length} axes must stand once, got others`);
}
