import type { DType, Shape, Tensor } from "@ngc/tensor";
import {
  asTensor,
  checkDType,
  checkSameShape,
  checkWhole,
  empty,
  newTensor,
  takeRows,
  wrongKind,
} from "@ngc/tensor/authoring";
import type { RowSource } from "../row-source.ts";

/** What rows are taken from. */
export interface RowTaker {
  readonly shape: Shape;
  /** Rows in memory of their own, or a promise of them. */
  readonly take: (rows: Int32Array) => Tensor | Promise<Tensor>;
}

export function isSource(value: unknown): value is RowSource {
  return typeof value === "object" && value !== null && "rows" in value && typeof value.rows === "function";
}

/** How rows of a source are taken. It may be anybody's, so that what it says and gives is looked at. */
export function takeFrom(fn: string, argument: string, source: RowSource): RowTaker {
  const { shape, dtype } = source;
  checkDType(fn, dtype, `${argument}.dtype`);
  if (!Array.isArray(shape))
    throw wrongKind(fn, `${argument}.shape must be an array of whole numbers`, shape);
  for (const [axis, length] of shape.entries()) checkWhole(fn, `${argument}.shape[${axis}]`, length);
  const inner = shape.slice(1);

  function checked(call: string, given: unknown, count: number): Tensor {
    const name = `what ${argument}.${call} gives`;
    const rows = asTensor(fn, name, given);
    checkSameShape(fn, name, rows, "a batch", { shape: [count, ...inner] });
    if (rows.dtype !== dtype) throw new TypeError(`${fn}: ${name} must be ${dtype}, got ${rows.dtype}`);
    return rows;
  }

  function take(rows: Int32Array): Tensor | Promise<Tensor> {
    // A copy, since the other matrices and the epoch take their rows from the same memory.
    if (source.take !== undefined)
      return whenGiven(source.take(rows.slice()), (given) => checked("take", given, rows.length));
    const wanted = Int32Array.from(new Set(rows)).sort();
    const runs = runsOf(wanted);
    const pieces: (Tensor | Promise<Tensor>)[] = [];
    try {
      for (const [start, end] of runs)
        pieces.push(whenGiven(source.rows(start, end), (given) => checked("rows", given, end - start)));
    } catch (error) {
      // Those asked for before: nobody waits for them any more, and a rejection that nobody hears ends a Node process.
      Promise.allSettled(pieces);
      throw error;
    }
    const places = new Map(Array.from(wanted, (row, place) => [row, place]));
    return whenGiven(pieces.some(isPromise) ? Promise.all(pieces) : (pieces as Tensor[]), (parts) =>
      takeRows(
        fn,
        joined(fn, parts, [wanted.length, ...inner], dtype),
        rows.map((row) => places.get(row) as number),
      ),
    );
  }
  return { shape, take };
}

/** Rows that follow each other: from `start` up to, but not with, `end`. */
function runsOf(ascending: Int32Array): [start: number, end: number][] {
  const runs: [number, number][] = [];
  for (const row of ascending) {
    const last = runs.at(-1);
    if (last?.[1] === row) last[1]++;
    else runs.push([row, row + 1]);
  }
  return runs;
}

/** Parts whose rows together fill `shape`, one after the other. */
function joined(fn: string, parts: readonly Tensor[], shape: Shape, dtype: DType): Tensor {
  const whole = newTensor<DType>(fn, shape, dtype, empty) as Tensor;
  let at = 0;
  for (const part of parts) {
    (whole.data as Float64Array).set(part.data as Float64Array, at);
    at += part.data.length;
  }
  return whole;
}

export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

/** `use` of a value at once, of a promise's later. */
function whenGiven<T, U>(given: T | PromiseLike<T>, use: (value: T) => U): U | Promise<U> {
  return isPromise(given) ? Promise.resolve(given as PromiseLike<T>).then(use) : use(given as T);
}
