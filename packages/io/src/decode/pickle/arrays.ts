import type { Tensor } from "@ngc/tensor";
import { ELEMENT_KINDS } from "../elements.ts";
import type { Fail } from "../fail.ts";
import { countOf, tensorAt } from "../layout.ts";
import { NPY_TYPES } from "../npy-header.ts";
import type { PickleCursor } from "./cursor.ts";
import { type ArrayType, type Item, show } from "./nodes.ts";

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

/** The tensor whose elements are `bytes`. */
export function readArray(
  pickle: PickleCursor,
  bytes: Uint8Array,
  { name, little }: ArrayType,
  lengths: readonly Item[],
  fortran: boolean,
  rank: number,
): Tensor {
  if (lengths.length > rank) pickle.fail("LIMIT", `there may be ${rank} axes, got ${lengths.length}`, rank);
  const shape = lengths.map((length) =>
    typeof length === "number" && Number.isInteger(length) && length >= 0
      ? length
      : pickle.fail("SHAPE", `a shape must hold whole numbers from 0, got ${show(length)}`),
  );
  const count =
    countOf(shape) ??
    pickle.fail("OVERFLOW", `the lengths must multiply to less than 2^53, got [${shape.join(", ")}]`);
  const end = count * ELEMENT_KINDS[name].size;
  if (end !== bytes.length)
    pickle.fail("SHAPE", `shape [${shape.join(", ")}] of ${name} needs ${end} bytes, got ${bytes.length}`);
  // Where in these bytes something is wrong says nothing about the pickle.
  const fail: Fail = (code, message) => pickle.fail(code, message);
  return tensorAt(fail, bytes, {
    element: name,
    little,
    fortran,
    shape,
    count,
    start: 0,
    end,
  });
}
