import type { Key } from "../key.ts";
import { drawTiles } from "./draw-tiles.ts";
import { threefry2x32 } from "./threefry.ts";
import { drawXoroshiro } from "./xoroshiro.ts";

/** Fills `into` with a key's bits: one word a value or, for values of 64 bits, two, the high word first. */
export function drawWords(key: Key, into: Uint32Array, wordsPerValue: 1 | 2): void {
  if (drawTiles(key, wordsPerValue === 1 ? "words" : "pairs", into)) return;
  const [key0, key1] = key.words;
  if (key.impl === "threefry2x32") threefry2x32(key0, key1, 0, 0, into, wordsPerValue);
  else drawXoroshiro(key0, key1, into);
}
