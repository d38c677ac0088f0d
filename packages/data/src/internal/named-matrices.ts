import type { Shape, Tensor } from "@ngc/tensor";
import { asTensor, checkSameShape, checkWhole, showShape, takeRows, wrongKind } from "@ngc/tensor/authoring";
import type { RowSource } from "../row-source.ts";

/** A matrix and the name under which its rows stand in a batch. */
export interface NamedMatrix {
  readonly name: string;
  readonly shape: Shape;
  /** Its rows in memory of their own, or a promise of them where they are read from a source. */
  readonly take: (rows: Int32Array) => Tensor | Promise<Tensor>;
  readonly isSource: boolean;
}

/** The matrices of `{ name: matrix }` or `[[name, matrix], …]`, which must have names of their own and as many rows as each other. */
export function namedMatrices(fn: string, designMatrices: unknown): NamedMatrix[] {
  const matrices = pairsOf(fn, designMatrices).map(([name, value]) => {
    const argument = `designMatrices.${name}`;
    const matrix = isSource(value) ? ofSource(fn, argument, value) : ofTensor(asTensor(fn, argument, value));
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

function isSource(value: unknown): value is RowSource {
  return typeof value === "object" && value !== null && "take" in value && typeof value.take === "function";
}

function ofTensor(matrix: Tensor): Omit<NamedMatrix, "name"> {
  return { shape: matrix.shape, take: (rows) => takeRows(matrix, rows), isSource: false };
}

/** A source may be anybody's, so that what it gives is looked at. */
function ofSource(fn: string, argument: string, source: RowSource): Omit<NamedMatrix, "name"> {
  const { shape, dtype } = source;
  if (!Array.isArray(shape))
    throw wrongKind(fn, `${argument}.shape must be an array of whole numbers`, shape);
  for (const [axis, length] of shape.entries())
    checkWhole(fn, `${argument}.shape[${axis}]`, length, 0, Number.MAX_SAFE_INTEGER);
  const [, ...inner] = shape;
  async function take(rows: Int32Array): Promise<Tensor> {
    const taken = asTensor(fn, `${argument}.take(…)`, await source.take(rows));
    checkSameShape(fn, `${argument}.take(…)`, taken, "a batch", { shape: [rows.length, ...inner] });
    if (taken.dtype !== dtype)
      throw new TypeError(`${fn}: ${argument}.take(…) must be ${dtype}, got ${taken.dtype}`);
    return taken;
  }
  return { shape, take, isSource: true };
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
