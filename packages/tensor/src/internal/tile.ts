/** How many float32 a tile holds: 16 KB, so that two of them stay in the first cache. Copying in and out is 0.13 ns an element there. */
export const TILE = 4096;
/** Below this many elements a loop copies faster than `set`, which leaves JavaScript. */
const SHORT = 32;
/** From this many elements on a kernel pays whose answers are those of the plain path to the bit. */
export const WORTHWHILE = 128;

/** A module of kernels as `npm run kernels` writes it: WebAssembly in base64, one function a public function, of the same name. */
export interface Kernel {
  readonly wasm: string;
  /** What became of the module on first use; null where it may not be compiled. */
  loaded?: LoadedKernel | null;
}

/** What the tiles hold, or the first of them as an answer. */
type Elements = Float32Array | Float64Array | Int32Array | Uint8Array;

/** The tiles as arrays of one kind. */
export interface Tiles {
  /** The tiles, one behind the other, and what pages there are more. */
  readonly room: Elements;
  readonly second: Elements;
  /** The answer's part of the first tile, as long as it was last; kept so that a loop over equal arrays makes no views. */
  answer: Elements;
}

/** A kernel that is ready to run; its own tiles are of float32. */
export interface LoadedKernel extends Tiles {
  /** Each works on the first `n` elements of the tiles and leaves its answer in the first tile. */
  readonly functions: { readonly [name: string]: (n: number, ...parameters: number[]) => void };
  readonly room: Float32Array;
  readonly float64: Tiles;
  readonly int32: Tiles;
  /** A byte an element; the third tile's are `third`. */
  readonly bool: Tiles;
  readonly third: Uint8Array;
  /** The third tile as float64, where folds leave their answers; made when there is a first. */
  answers?: Float64Array;
}

/** What is used of WebAssembly's interface, which es2022's declarations do not have. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

let plainPath = false;

/** Turns all kernels off, or on again: for tests, which run on both paths. */
export function usePlainPath(plain: boolean): void {
  plainPath = plain;
}

/** The kernel with its memory, compiled on first use; undefined where WebAssembly or its SIMD is missing or may not compile (a strict CSP). */
export function loadKernel(kernel: Kernel, pages = 1): LoadedKernel | undefined {
  if (plainPath) return undefined;
  if (kernel.loaded === undefined) kernel.loaded = compile(kernel.wasm, pages);
  return kernel.loaded ?? undefined;
}

function compile(base64: string, pages: number): LoadedKernel | null {
  const { WebAssembly, atob } = globalThis as unknown as {
    WebAssembly: Engine;
    atob: (base64: string) => string;
  };
  try {
    const code = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const exports = new WebAssembly.Instance(new WebAssembly.Module(code))
      .exports as LoadedKernel["functions"];
    const memory = exports.memory as unknown as { readonly buffer: ArrayBuffer; grow(pages: number): void };
    memory.grow(pages - 1);
    // One page: the constants in its first quarter, then three tiles.
    const start = 4 * TILE;
    const room = new Float32Array(memory.buffer, start);
    const bytes = new Uint8Array(memory.buffer, start);
    return {
      functions: exports,
      ...tilesOf(room, TILE),
      room,
      float64: tilesOf(new Float64Array(memory.buffer, start), TILE / 2),
      int32: tilesOf(new Int32Array(memory.buffer, start), TILE),
      bool: tilesOf(bytes, TILE),
      third: bytes.subarray(8 * TILE, 9 * TILE),
    };
  } catch {
    return null;
  }
}

function tilesOf(room: Elements, size: number): Tiles {
  return { room, second: room.subarray(size, 2 * size), answer: room.subarray(0, size) };
}

/** `to[i] = f(from[i], p, q, r)` for `name`'s f, a tile at a time. What is of another dtype is rounded to the tile's on the way in. */
export function runUnary(
  kernel: LoadedKernel,
  name: string,
  to: Elements,
  from: ArrayLike<number>,
  p: number,
  q: number,
  r: number,
  source: Tiles = kernel,
  answer: Tiles = source,
): void {
  const f = kernel.functions[name];
  const size = source.second.length;
  for (let start = 0; start < to.length; start += size) {
    const count = Math.min(size, to.length - start);
    copyIn(source.room, from, start, count);
    f(count, p, q, r);
    copyOut(answer, to, start, count);
  }
}

/** `to[i] = f(a[i], b[i])` for `name`'s f. One operand may be shorter: it starts again at its end, as a row does in every row. */
export function runBinary(
  kernel: LoadedKernel,
  name: string,
  to: Elements,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  source: Tiles = kernel,
  answer: Tiles = source,
): void {
  const f = kernel.functions[name];
  const { room, second } = source;
  const period = Math.min(a.length, b.length);
  // A tile ends where the shorter operand does; one that fits in more than once is laid out for all tiles alike.
  const run = period < TILE ? TILE - (TILE % period) : period;
  for (let start = 0; start < to.length; ) {
    const count = Math.min(TILE, run - (start % run), to.length - start);
    layOut(room, a, start, count);
    if (start === 0 || b.length >= TILE) layOut(second, b, start, count);
    f(count);
    copyOut(answer, to, start, count);
    start += count;
  }
}

/** `to[i] = f(a[i], b[i], test[i])` for `name`'s f, of float32 and a byte; `a` and `b` may be one element each. */
export function runChoice(
  kernel: LoadedKernel,
  name: string,
  to: Float32Array,
  test: Uint8Array,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): void {
  const f = kernel.functions[name];
  for (let start = 0; start < to.length; start += TILE) {
    const count = Math.min(TILE, to.length - start);
    layOut(kernel.room, a, start, count);
    if (start === 0 || b.length > 1) layOut(kernel.second, b, start, count);
    copyIn(kernel.third, test, start, count);
    f(count);
    copyOut(kernel, to, start, count);
  }
}

/** The longest row that {@link runRows} takes: three tiles, and a vector that a row's last elements need not fill. */
export const LONGEST_ROW = 3 * TILE - 4;

/** Each row of `columns` elements through `name`'s f(rows, columns, p), as many rows at once as a tile holds. */
export function runRows(
  kernel: LoadedKernel,
  name: string,
  to: Elements,
  from: ArrayLike<number>,
  columns: number,
  p: number,
  tiles: Tiles = kernel,
): void {
  const f = kernel.functions[name];
  const rows = Math.max(1, Math.floor(tiles.second.length / columns));
  for (let start = 0; start < to.length; start += rows * columns) {
    const count = Math.min(rows * columns, to.length - start);
    copyIn(tiles.room, from, start, count);
    f(count / columns, columns, p);
    copyOut(tiles, to, start, count);
  }
}

function layOut(tile: Elements, from: ArrayLike<number>, start: number, count: number): void {
  if (from.length === 1) {
    tile.fill(from[0], 0, count);
    return;
  }
  const length = Math.min(from.length, count);
  copyIn(tile, from, start % from.length, length);
  for (let filled = length; filled < count; filled *= 2)
    tile.copyWithin(filled, 0, Math.min(filled, count - filled));
}

/** `count` elements of `from` from `start` on into a tile. */
export function copyIn(tile: Elements, from: ArrayLike<number>, start: number, count: number): void {
  if (count < SHORT) for (let i = 0; i < count; i++) tile[i] = from[start + i];
  else tile.set(count === from.length ? from : (from as Elements).subarray(start, start + count));
}

function copyOut(tiles: Tiles, to: Elements, start: number, count: number): void {
  const { room } = tiles;
  if (count < SHORT) for (let i = 0; i < count; i++) to[start + i] = room[i];
  else {
    if (tiles.answer.length !== count) tiles.answer = room.subarray(0, count);
    to.set(tiles.answer, start);
  }
}
