import type { DType } from "../dtype.ts";

/** How many float32 a tile holds: 16 KB, so that two of them stay in the first cache. Copying in and out is 0.13 ns an element there. */
export const TILE = 4096;
/** Below this many elements a loop copies faster than `set`, which leaves JavaScript. */
export const SHORT = 32;
/** From this many elements on a kernel pays whose answers are those of the plain path to the bit. */
export const WORTHWHILE = 128;

/** A module of kernels as `npm run kernels` writes it: WebAssembly, two digits a byte, and one function a public function, of the same name. */
export interface Kernel {
  readonly wasm: string;
  /** What became of the module on first use; null where it may not be compiled. */
  loaded?: LoadedKernel | null;
}

/** What the tiles hold, or the first of them as an answer. */
export type Elements = Float32Array | Float64Array | Int32Array | Uint8Array;

/** Functions by name. Each works on the first `n` elements of the tiles and leaves its answer in the first tile. */
interface Functions {
  readonly [name: string]: (n: number, ...parameters: number[]) => unknown;
}

/** The memory from the first tile on, as an array of one kind. */
interface Answers {
  readonly room: Elements;
  readonly first: Elements;
  /** The part of the first tile that a last answer filled; kept, as the tile is, so that a loop over equal arrays makes no views. */
  part: Elements;
}

/** The tiles, one behind the other, as arrays of one kind, and what pages there are more. */
export interface Tiles extends Answers {
  /** What is computed on elements of this kind. */
  readonly functions: Functions;
  readonly second: Elements;
  /** A byte an element: answers that are bools, and in the third tile conditions. */
  readonly bools: Answers;
  readonly conditions: Uint8Array;
}

/** A kernel that is ready to run; its own tiles are of float32, its own functions all that the module has. */
export interface LoadedKernel extends Tiles {
  readonly room: Float32Array;
  readonly float64: Tiles;
  readonly int32: Tiles;
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

function compile(digits: string, pages: number): LoadedKernel | null {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: Engine };
  try {
    const code = new Uint8Array(digits.length / 2).map((_, i) =>
      Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
    );
    const exports = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as Functions;
    const memory = exports.memory as unknown as { readonly buffer: ArrayBuffer; grow(pages: number): void };
    memory.grow(pages - 1);
    // One page: the constants in its first quarter, then three tiles.
    const start = 4 * TILE;
    const room = new Float32Array(memory.buffer, start);
    const bytes = new Uint8Array(memory.buffer, start);
    const conditions = bytes.subarray(8 * TILE, 9 * TILE);
    // A function's name ends with the dtype that it is for, unless that is float32. No call has to put the name together.
    const tilesAs = (elements: Elements, size: number, suffix = ""): Tiles => ({
      functions: Object.fromEntries(
        Object.keys(exports)
          .filter((name) => name.endsWith(suffix))
          .map((name) => [name.slice(0, name.length - suffix.length), exports[name]]),
      ),
      ...answersOf(elements, size),
      second: elements.subarray(size, 2 * size),
      bools: answersOf(bytes, size),
      conditions,
    });
    return {
      ...tilesAs(room, TILE),
      room,
      float64: tilesAs(new Float64Array(memory.buffer, start), TILE / 2, "Float64"),
      int32: tilesAs(new Int32Array(memory.buffer, start), TILE, "Int32"),
    };
  } catch {
    return null;
  }
}

function answersOf(room: Elements, size: number): Answers {
  const first = room.subarray(0, size);
  return { room, first, part: first };
}

/** The tiles for float64 if `wide`, otherwise for float32. */
export function tilesOf(kernel: LoadedKernel, wide: boolean | undefined): Tiles {
  return wide ? kernel.float64 : kernel;
}

/** The tiles for elements of `dtype`, if the kernel has a function of that name for them. */
export function tilesFor(kernel: LoadedKernel | undefined, name: string, dtype: DType): Tiles | undefined {
  const tiles =
    dtype === "float32" ? kernel : dtype === "float64" || dtype === "int32" ? kernel?.[dtype] : undefined;
  return tiles?.functions[name] === undefined ? undefined : tiles;
}

/** `to[i] = f(from[i], p, q, r)` for `name`'s f, a tile at a time. What is of another dtype is rounded to the tile's on the way in. */
export function runUnary(
  tiles: Tiles,
  name: string,
  to: Elements,
  from: ArrayLike<number>,
  p: number,
  q: number,
  r: number,
): void {
  const f = tiles.functions[name];
  const size = tiles.second.length;
  for (let start = 0; start < to.length; start += size) {
    const count = Math.min(size, to.length - start);
    copyIn(tiles.room, from, start, count);
    f(count, p, q, r);
    copyOut(tiles, to, start, count);
  }
}

/** The longest row of float32 that {@link runRows} takes, of float64 half: three tiles, and a vector that a row's last elements need not fill. */
export const LONGEST_ROW = 3 * TILE - 4;

/** Each row of `columns` elements through `name`'s f(rows, columns, p), as many rows at once as a tile holds. */
export function runRows(
  tiles: Tiles,
  name: string,
  to: Elements,
  from: ArrayLike<number>,
  columns: number,
  p: number,
): void {
  const f = tiles.functions[name];
  const rows = Math.max(1, Math.floor(tiles.second.length / columns));
  for (let start = 0; start < to.length; start += rows * columns) {
    const count = Math.min(rows * columns, to.length - start);
    copyIn(tiles.room, from, start, count);
    f(count / columns, columns, p);
    copyOut(tiles, to, start, count);
  }
}

/** `count` elements of `from` from `start` on into a tile. */
export function copyIn(tile: Elements, from: ArrayLike<number>, start: number, count: number): void {
  if (count < SHORT) for (let i = 0; i < count; i++) tile[i] = from[start + i];
  else tile.set(count === from.length ? from : (from as Elements).subarray(start, start + count));
}

/** The first `count` elements of the answer to `to` from `start` on. */
export function copyOut(tiles: Tiles, to: Elements, start: number, count: number): void {
  const answers = to.BYTES_PER_ELEMENT === 1 ? tiles.bools : tiles;
  const { room, first } = answers;
  if (count < SHORT) for (let i = 0; i < count; i++) to[start + i] = room[i];
  else {
    const whole = first.length === count;
    if (!whole && answers.part.length !== count) answers.part = room.subarray(0, count);
    to.set(whole ? first : answers.part, start);
  }
}
