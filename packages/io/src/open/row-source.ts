import type { DType, Tensor, TensorLike } from "@ngc/tensor";
import { asIndices, checkWhole, makeTensor } from "@ngc/tensor/authoring";
import { ELEMENT_KINDS } from "../decode/elements.ts";
import { type Fail, failing } from "../decode/fail.ts";
import { checkBools, type Layout } from "../decode/layout.ts";
import type { Format } from "../format-error.ts";
import type { OpenFile } from "./open-file.ts";
import { type Rows, readRows } from "./read-rows.ts";

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
  const { shape, element } = layout;
  const { size, dtype } = ELEMENT_KINDS[element];
  const [length = 1, ...inner] = shape;
  const width = layout.count === 0 ? 0 : layout.count / length;
  let closing: Promise<void> | undefined;

  async function read(rows: Rows, to: readonly number[]): Promise<Tensor> {
    if (closing !== undefined) throw new TypeError(`${fn}: the source must be open, got one that was closed`);
    const bytes = rows.count * width * size;
    if (bytes > limits.input)
      fail("LIMIT", `at most ${limits.input} bytes are read at once, got ${bytes}`, { limit: limits.input });
    const data = await file.during(() => readRows(file, layout, rows));
    // Where in these bytes something is wrong says nothing about the file.
    checkBools((code, message) => fail(code, message), element, data, 0);
    return makeTensor(data as never, to, dtype) as Tensor;
  }

  return {
    shape: [...shape],
    dtype,
    async rows(start = 0, end = length) {
      checkWhole(fn, "start", start, 0, length);
      checkWhole(fn, "end", end, start, length);
      if (shape.length === 0 && end === start)
        throw new RangeError(`${fn}: a scalar has no rows, got ${start} to ${end}`);
      const to = shape.length > 0 ? [end - start, ...inner] : [];
      return read({ count: end - start, rowOf: (i) => start + i, together: true }, to);
    },
    async take(indices) {
      if (shape.length === 0) throw new RangeError(`${fn}: a scalar has no rows, got shape []`);
      const wanted = asIndices(fn, "indices", indices, -length, length);
      // Copied, for whoever gave them may change them meanwhile.
      const rows = (wanted.data as Float64Array).slice();
      const rowOf = (i: number): number => (rows[i] < 0 ? rows[i] + length : rows[i]);
      return read({ count: rows.length, rowOf, together: false }, [...wanted.shape, ...inner]);
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
