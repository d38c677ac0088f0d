import { asTensor, showShape, takeRows, wrongKind } from "@ngc/tensor/authoring";
import { isSource, type RowTaker, takeFrom } from "./take-from.ts";

/** A matrix and the name under which its rows stand in a batch. */
export interface NamedMatrix extends RowTaker {
  readonly name: string;
}

/** The matrices of `{ name: matrix }` or `[[name, matrix], …]`, which must have names of their own and as many rows as each other. */
export function namedMatrices(fn: string, designMatrices: unknown): NamedMatrix[] {
  const matrices = pairsOf(fn, designMatrices).map(([name, value]) => {
    const argument = `designMatrices.${name}`;
    const matrix = isSource(value) ? takeFrom(fn, argument, value) : takeOf(fn, argument, value);
    const { shape } = matrix;
    if (shape.length === 0 || shape[0] === 0)
      throw new RangeError(`${fn}: ${argument} must have at least one row, got shape ${showShape(shape)}`);
    return { name, ...matrix };
  });
  if (matrices.length === 0)
    throw new RangeError(`${fn}: designMatrices must hold at least one matrix, got none`);
  checkNames(fn, matrices);
  checkRows(fn, matrices);
  return matrices;
}

function takeOf(fn: string, argument: string, value: unknown): RowTaker {
  const matrix = asTensor(fn, argument, value);
  // Asked again, since a worker may have been given its memory meanwhile.
  return { shape: matrix.shape, take: (rows) => takeRows(fn, asTensor(fn, argument, matrix), rows) };
}

function pairsOf(fn: string, designMatrices: unknown): [name: string, value: unknown][] {
  const required = "designMatrices must be { name: matrix } or [[name, matrix], …]";
  if (Array.isArray(designMatrices)) {
    const isPair = (entry: unknown): boolean =>
      Array.isArray(entry) && entry.length === 2 && typeof entry[0] === "string";
    for (const entry of designMatrices) if (!isPair(entry)) throw wrongKind(fn, required, designMatrices);
    return designMatrices;
  }
  // A tensor, a typed array or a Map has entries too, but not these.
  if (typeof designMatrices !== "object" || designMatrices === null || Symbol.iterator in designMatrices)
    throw wrongKind(fn, required, designMatrices);
  return Object.entries(designMatrices);
}

function checkNames(fn: string, matrices: readonly NamedMatrix[]): void {
  const names = new Set<string>();
  for (const { name } of matrices) {
    if (names.has(name)) throw new RangeError(`${fn}: names must differ, got ${JSON.stringify(name)} twice`);
    names.add(name);
  }
}

function checkRows(fn: string, [first, ...others]: readonly NamedMatrix[]): void {
  const rows = first.shape[0];
  for (const { name, shape } of others) {
    if (shape[0] !== rows) {
      const required = `designMatrices.${name} must have ${rows} rows like designMatrices.${first.name}`;
      throw new RangeError(`${fn}: ${required}, got shape ${showShape(shape)}`);
    }
  }
}
