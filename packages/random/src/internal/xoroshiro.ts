import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { threefry2x32 } from "./threefry.ts";

/**
 * Fills `into` with successive outputs of pure-rand's xoroshiro128plus.
 *
 * Its state is what threefry2x32 makes of the key's words and the counters 0 and 1. The words themselves would not do:
 * the generator's first outputs are nearly its state, so that the keys of small seeds would all begin with the same number.
 */
export function drawXoroshiro(key0: number, key1: number, into: Uint32Array): void {
  const state = new Uint32Array(4);
  threefry2x32(key0, key1, 0, 0, state, 2);
  const generator = xoroshiro128plusFromState(Array.from(state, (word) => word | 0));
  for (let i = 0; i < into.length; i++) into[i] = generator.next();
}
