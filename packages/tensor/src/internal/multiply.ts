/** A matrix as products see it: element (i, k) is `data[i * rowStep + k * columnStep]`. */
export interface Factor {
  readonly data: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
  readonly rowStep: number;
  readonly columnStep: number;
}

/** Rows and columns of a tile, whose 8 sums stay in registers while the inner axis goes by. */
const TILE_ROWS = 4;
const TILE_COLUMNS = 2;
/** Columns that are packed at a time: with 1,000 rows half a megabyte, what a second cache holds. */
const BLOCK = 64;

/** `to = a b`, or `to += a b`, summed in double precision in the order of the inner axis, from what `to` holds on, and rounded once. */
export function multiplyFloats(a: Factor, b: Factor, to: { [i: number]: number }, accumulate: boolean): void {
  const depth = a.columns;
  const left = new Float64Array(TILE_ROWS * depth);
  const right = new Float64Array(BLOCK * depth);
  const sums = new Float64Array(TILE_ROWS * TILE_COLUMNS);
  for (let first = 0; first < b.columns; first += BLOCK) {
    const width = Math.min(BLOCK, b.columns - first);
    pack(right, b.data, b.columnStep, b.rowStep, first, width, depth, TILE_COLUMNS);
    for (let i = 0; i < a.rows; i += TILE_ROWS) {
      const height = Math.min(TILE_ROWS, a.rows - i);
      pack(left, a.data, a.rowStep, a.columnStep, i, height, depth, TILE_ROWS);
      for (let j = 0; j < width; j += TILE_COLUMNS) {
        const columns = Math.min(TILE_COLUMNS, width - j);
        const corner = i * b.columns + first + j;
        for (let r = 0; r < height; r++)
          for (let c = 0; c < columns; c++)
            // A -0 becomes 0, as it does where 0 is added to it.
            sums[r * TILE_COLUMNS + c] = accumulate ? to[corner + r * b.columns + c] + 0 : 0;
        multiplyTile(left, right, j * depth, depth, sums);
        for (let r = 0; r < height; r++)
          for (let c = 0; c < columns; c++) to[corner + r * b.columns + c] = sums[r * TILE_COLUMNS + c];
      }
    }
  }
}

/** Copies `count` lines of `depth` elements so that those of `tile` lines stand side by side, zeros in what is left over. */
function pack(
  panel: Float64Array,
  data: ArrayLike<number>,
  lineStep: number,
  step: number,
  first: number,
  count: number,
  depth: number,
  tile: number,
): void {
  for (let start = 0; start < count; start += tile) {
    for (let line = 0; line < tile; line++) {
      const target = start * depth + line;
      const source = (first + start + line) * lineStep;
      if (start + line < count) {
        for (let k = 0; k < depth; k++) panel[target + k * tile] = data[source + k * step];
      } else {
        for (let k = 0; k < depth; k++) panel[target + k * tile] = 0;
      }
    }
  }
}

/** Adds a tile's products to its sums. */
function multiplyTile(
  left: Float64Array,
  right: Float64Array,
  at: number,
  depth: number,
  sums: Float64Array,
): void {
  let [s00, s01, s10, s11, s20, s21, s30, s31] = sums;
  let p = 0;
  let q = at;
  for (let k = 0; k < depth; k++, p += 4, q += 2) {
    const b0 = right[q];
    const b1 = right[q + 1];
    const a0 = left[p];
    const a1 = left[p + 1];
    const a2 = left[p + 2];
    const a3 = left[p + 3];
    s00 += a0 * b0;
    s01 += a0 * b1;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s30 += a3 * b0;
    s31 += a3 * b1;
  }
  sums[0] = s00;
  sums[1] = s01;
  sums[2] = s10;
  sums[3] = s11;
  sums[4] = s20;
  sums[5] = s21;
  sums[6] = s30;
  sums[7] = s31;
}

/** `to = a b`, or `to += a b`, modulo 2^32; the array of `to` keeps the bits that it has room for. */
export function multiplyIntegers(
  a: Factor,
  b: Factor,
  to: { [i: number]: number },
  accumulate: boolean,
): void {
  const sums = new Int32Array(b.columns);
  for (let i = 0; i < a.rows; i++) {
    sums.fill(0);
    for (let k = 0; k < a.columns; k++) {
      const factor = a.data[i * a.rowStep + k * a.columnStep];
      const row = k * b.rowStep;
      for (let j = 0; j < b.columns; j++) sums[j] += Math.imul(factor, b.data[row + j * b.columnStep]);
    }
    const start = i * b.columns;
    for (let j = 0; j < b.columns; j++) to[start + j] = accumulate ? to[start + j] + sums[j] : sums[j];
  }
}
