import type { DType, Tensor, TensorLike } from "@ngc/tensor";
import { asIndices, checkWhole, makeTensor } from "@ngc/tensor/authoring";
import { ELEMENT_KINDS } from "../decode/elements.ts";
import { type Fail, failing } from "../decode/fail.ts";
import { type Layout, tensorAt } from "../decode/layout.ts";
import type { Format } from "../format-error.ts";
import { totalLength } from "../internal/joined.ts";
import type { OpenFile, Piece } from "./open-file.ts";

/** A tensor that stays where it is and is read by rows; it may stand for a matrix in `@ngc/data`'s `DataLoader`. */
export interface RowSource<D extends DType = DType> {
  readonly shape: readonly number[];
  readonly dtype: D;
  /** The entries `start` (0 by default) up to, but not with, `end` (all) of the first axis. */
  rows(start?: number, end?: number): Promise<Tensor<D>>;
  /** The entries of the first axis at `indices`, from the end where negative; neighbours are read together. */
  take(indices: TensorLike): Promise<Tensor<D>>;
  /** Frees the file, once what is under way has ended. */
  close(): Promise<void>;
}

/** The tensor that lies in `file` as `layout` says. */
export function rowSource(
  file: OpenFile,
  format: Format,
  layout: Layout,
  close: () => Promise<void>,
): RowSource {
  const { fn, limits } = file.opening;
  const fail: Fail = failing(fn, format);
  const { shape, element, fortran, start: origin } = layout;
  const { size, dtype } = ELEMENT_KINDS[element];
  const [length = 1, ...inner] = shape;
  const width = layout.count === 0 ? 0 : layout.count / length;
  let closing: Promise<void> | undefined;

  /** Where `count` rows from `start` on lie: in one piece, or in Fortran's order in one for each column. */
  function piecesOf(runs: readonly (readonly [start: number, count: number])[]): Piece[] {
    if (!fortran)
      return runs.map(([start, count]) => ({
        at: origin + start * width * size,
        length: count * width * size,
      }));
    const columns = Array.from({ length: width }, (_, column) => origin + column * length * size);
    return columns.flatMap((at) =>
      runs.map(([start, count]) => ({ at: at + start * size, length: count * size })),
    );
  }

  async function read(pieces: readonly Piece[], shape: readonly number[]): Promise<Tensor> {
    if (closing !== undefined) throw new TypeError(`${fn}: the source must be open, got one that was closed`);
    const end = totalLength(pieces);
    if (end > limits.input)
      fail("LIMIT", `at most ${limits.input} bytes are read at once, got ${end}`, { limit: limits.input });
    const bytes = new Uint8Array(end);
    await file.gather(pieces, bytes);
    // Where in these bytes something is wrong says nothing about the file.
    const failHere: Fail = (code, message) => fail(code, message);
    return tensorAt(failHere, bytes, { ...layout, shape, count: end / size, start: 0, end });
  }

  return {
    shape: [...shape],
    dtype,
    async rows(start = 0, end = length) {
      checkWhole(fn, "start", start, 0, length);
      checkWhole(fn, "end", end, start, length);
      if (shape.length > 0) return read(piecesOf([[start, end - start]]), [end - start, ...inner]);
      if (end === start) throw new RangeError(`${fn}: a scalar has no rows, got ${start} to ${end}`);
      return read(piecesOf([[0, 1]]), []);
    },
    async take(indices) {
      if (shape.length === 0) throw new RangeError(`${fn}: a scalar has no rows, got shape []`);
      const wanted = asIndices(fn, "indices", indices, -length, length);
      const runs = Array.from(wanted.data, (row) => [row < 0 ? row + length : row, 1] as const);
      const rows = await read(piecesOf(runs), [runs.length, ...inner]);
      return makeTensor(rows.data, [...wanted.shape, ...inner], dtype);
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
