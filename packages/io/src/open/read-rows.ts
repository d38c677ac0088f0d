import type { ArrayOf, DType } from "@ngc/tensor";
import { allocate } from "@ngc/tensor/authoring";
import { ELEMENT_KINDS, finishElements, rawBytes } from "../decode/elements.ts";
import type { Layout } from "../decode/layout.ts";
import type { OpenFile } from "./open-file.ts";

/** Which entries of the first axis are wanted, in what order. */
export interface Rows {
  readonly count: number;
  readonly rowOf: (i: number) => number;
  /** Whether each is the next of the one before. */
  readonly together: boolean;
}

/** What is held of columns that are laid into rows. */
const BLOCK_BYTES = 0x40_0000;

/** The elements of rows in a file, read into the memory that they stay in. */
export async function readRows(file: OpenFile, layout: Layout, rows: Rows): Promise<ArrayOf[DType]> {
  const { shape, element, little, fortran, start, count: all } = layout;
  const [length = 1] = shape;
  const { size, dtype } = ELEMENT_KINDS[element];
  const width = all === 0 ? 0 : all / length;
  const { count, rowOf, together } = rows;
  const elements = allocate(dtype, count * width);
  if (elements.length === 0) return elements;
  if (fortran && shape.length > 1) {
    await readColumns(file, layout, rows, elements);
    return elements;
  }
  const step = width * size;
  const pieces = together ? { length: count * step, count: 1 } : { length: step, count };
  await file.gather(
    { origin: start, step, ...pieces, placeOf: rowOf, places: length },
    rawBytes(elements, element),
  );
  finishElements(elements, element, little);
  return elements;
}

/** Of Fortran's order, where each column lies by itself: a block of some rows and columns at a time. */
async function readColumns(
  file: OpenFile,
  { shape: [length, ...inner], element, little, start }: Layout,
  { count, rowOf, together }: Rows,
  into: ArrayOf[DType],
): Promise<void> {
  const { size, dtype } = ELEMENT_KINDS[element];
  const width = into.length / count;
  const block = allocate(dtype, Math.min(into.length, BLOCK_BYTES / into.BYTES_PER_ELEMENT));
  const tall = Math.min(count, block.length);
  const wide = Math.floor(block.length / tall);
  for (let row = 0; row < count; row += tall) {
    const rows = Math.min(tall, count - row);
    for (let column = 0; column < width; column += wide) {
      const columns = Math.min(wide, width - column);
      const some = block.subarray(0, rows * columns);
      // Neighbours are one piece a column, and one in all where they are whole columns.
      const high = !together ? 1 : rows === length ? some.length : rows;
      const perColumn = rows / high;
      const placeOf = (i: number): number => {
        const beside = Math.floor(i / perColumn);
        return (column + beside) * length + rowOf(row + i - beside * perColumn);
      };
      await file.gather(
        {
          origin: start,
          step: size,
          length: high * size,
          count: some.length / high,
          placeOf,
          places: width * length,
        },
        rawBytes(some, element),
      );
      finishElements(some, element, little);
      for (let i = 0; i < columns; i++) {
        let to = row * width + placeInRow(column + i, width, inner);
        for (let j = i * rows; j < (i + 1) * rows; j++, to += width) into[to] = some[j];
      }
    }
  }
}

/** Where in a row the element of a column stands: the first of the inner axes runs fastest among columns, the last in a row. */
function placeInRow(column: number, width: number, inner: readonly number[]): number {
  let rest = column;
  let stride = width;
  let place = 0;
  for (const axis of inner) {
    stride /= axis;
    place += (rest % axis) * stride;
    rest = Math.floor(rest / axis);
  }
  return place;
}
