import { loadKernel, TILE } from "@ngc/tensor/authoring";
import type { Key } from "../key.ts";
import { threefryKernel } from "../threefry.kernel.generated.ts";

/**
 * Below this many elements the plain path, which gives the same bits, is nearly as fast, and needs no module. Half of tensor's
 * number, since a draw takes a loop 10 ns where a comparison takes 1: 64 uniform values 1.0 µs, and 0.7 on the kernel.
 */
export const WORTHWHILE = 64;

type Elements = Uint32Array | Uint8Array | Float32Array;

/** The kernel that draws `count` elements under a key; undefined where the plain path does. */
export function loadThreefry(key: Key, count: number): ReturnType<typeof loadKernel> {
  return key.impl === "threefry2x32" && count >= WORTHWHILE ? loadKernel(threefryKernel) : undefined;
}

/** Fills `into` with what a function of the threefry kernel makes of a key's words, a tile at a time; false where the plain path has to. */
export function drawTiles(
  key: Key,
  name: "words" | "pairs" | "bytes" | "hits" | "uniform",
  into: Elements,
  p = 0,
  q = 0,
): boolean {
  const kernel = loadThreefry(key, into.length);
  if (kernel === undefined) return false;
  const { buffer, byteOffset } = kernel.room;
  const OfKind = into.constructor as new (memory: ArrayBufferLike, at: number, length: number) => Elements;
  const tile = new OfKind(buffer, byteOffset, TILE);
  const [key0, key1] = key.words;
  const perCount = name === "pairs" ? 2 : 1;
  const f = kernel.functions[name];
  for (let start = 0; start < into.length; start += TILE) {
    const length = Math.min(TILE, into.length - start);
    f(length / perCount, key0, key1, start / perCount, p, q);
    into.set(length === TILE ? tile : tile.subarray(0, length), start);
  }
  return true;
}
