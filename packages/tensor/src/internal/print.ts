import { type ArrayOf, type DType, isFloat } from "../dtype.ts";
import { type Shape, sizeOf } from "../shape.ts";

/** Past this many elements only the ends of each axis are shown. */
const SHORTEN_ABOVE = 200;
/** How many entries are shown at each end of a shortened axis. */
const EDGE = 3;

/** `Tensor float32 [2, 2]` and the values below it, in columns. */
export function printTensor(data: ArrayOf[DType], shape: Shape, dtype: DType): string {
  const head = `Tensor ${dtype} [${shape.join(", ")}]`;
  if (data.length === 0) return `${head}\n[]`;
  const short = data.length > SHORTEN_ABOVE;
  const shown = (length: number): number[] => {
    const all = Array.from({ length: short ? Math.min(length, 2 * EDGE + 1) : length }, (_, i) => i);
    return short && length > 2 * EDGE
      ? all.map((i) => (i < EDGE ? i : i === EDGE ? -1 : length - 2 * EDGE - 1 + i))
      : all;
  };
  const cells: string[] = [];
  const collect = (axis: number, offset: number): void => {
    if (axis === shape.length) {
      cells.push(printElement(data[offset], dtype));
      return;
    }
    const stride = sizeOf(shape.slice(axis + 1));
    for (const i of shown(shape[axis])) if (i >= 0) collect(axis + 1, offset + i * stride);
  };
  collect(0, 0);
  const width = cells.reduce((most, cell) => Math.max(most, cell.length), 0);
  let next = 0;
  const draw = (axis: number): string => {
    if (axis === shape.length) return cells[next++].padStart(width);
    const last = axis === shape.length - 1;
    const parts = shown(shape[axis]).map((i) => (i < 0 ? "…" : draw(axis + 1)));
    return `[${parts.join(last ? ", " : `,\n${" ".repeat(axis + 1)}`)}]`;
  };
  return `${head}\n${draw(0)}`;
}

function printElement(value: number | bigint, dtype: DType): string {
  if (typeof value === "bigint") return `${value}n`;
  if (dtype === "bool") return value === 0 ? "false" : "true";
  if (!isFloat(dtype)) return String(value);
  return Object.is(value, -0) ? "-0" : String(Number(value.toPrecision(6)));
}
