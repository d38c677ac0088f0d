import { copyIn, copyOut, type Elements, SHORT, type Tiles } from "./tile.ts";

/** Elements that come over and over, each as often in a row as `each` says. */
export interface Repeated {
  readonly data: ArrayLike<number>;
  readonly each: number;
}

/** `to[i] = f(a[i], b[i])` for `name`'s f. One operand may be shorter: a row, which comes in every row, or a column. */
export function runBinary(tiles: Tiles, name: string, to: Elements, a: Repeated, b: Repeated): void {
  const { functions, room, second } = tiles;
  const f = functions[name];
  const size = second.length;
  const periodOfB = b.data.length * b.each;
  const period = Math.min(a.data.length * a.each, periodOfB);
  // A tile ends where the shorter operand does; one that fits in more than once is laid out for all tiles alike.
  const run = period < size ? size - (size % period) : period;
  for (let start = 0; start < to.length; ) {
    const count = Math.min(size, run - (start % run), to.length - start);
    layOut(room, a, start, count);
    if (start === 0 || periodOfB >= size) layOut(second, b, start, count);
    f(count);
    copyOut(tiles, to, start, count);
    start += count;
  }
}

/** `to[i] = f(a[i], b[i], test[i])` for `name`'s f, where `test` has a byte an element; `a` and `b` may be one element each. */
export function runChoice(
  tiles: Tiles,
  name: string,
  to: Elements,
  test: Uint8Array,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): void {
  const { functions, room, second, conditions } = tiles;
  const f = functions[name];
  const size = second.length;
  for (let start = 0; start < to.length; start += size) {
    const count = Math.min(size, to.length - start);
    layOut(room, { data: a, each: 1 }, start, count);
    if (start === 0 || b.length > 1) layOut(second, { data: b, each: 1 }, start, count);
    copyIn(conditions, test, start, count);
    f(count);
    copyOut(tiles, to, start, count);
  }
}

function layOut(tile: Elements, { data, each }: Repeated, start: number, count: number): void {
  if (data.length === 1) tile.fill(data[0], 0, count);
  else if (each === 1) layRow(tile, data, start % data.length, count);
  else layColumn(tile, data, each, start, count);
}

function layRow(tile: Elements, row: ArrayLike<number>, start: number, count: number): void {
  const length = Math.min(row.length, count);
  copyIn(tile, row, start, length);
  for (let filled = length; filled < count; filled *= 2)
    tile.copyWithin(filled, 0, Math.min(filled, count - filled));
}

function layColumn(
  tile: Elements,
  column: ArrayLike<number>,
  each: number,
  start: number,
  count: number,
): void {
  let row = Math.floor(start / each);
  for (let at = row * each - start; at < count; at += each) {
    const value = column[row++ % column.length];
    const [from, to] = [Math.max(at, 0), Math.min(at + each, count)];
    if (each < SHORT) for (let i = from; i < to; i++) tile[i] = value;
    else tile.fill(value, from, to);
  }
}
