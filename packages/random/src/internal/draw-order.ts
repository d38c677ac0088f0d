import { empty } from "@ngc/tensor/authoring";
import type { Key } from "../key.ts";
import { split } from "../split.ts";
import { drawWords } from "./draw-words.ts";
import { stableOrder } from "./stable-order.ts";

/** The order of `count` things: sorted by random words, as often as makes collisions of words unlikely to matter. */
export function drawOrder(key: Key, count: number): Int32Array {
  let order: Int32Array = empty("int32", count);
  for (let i = 0; i < count; i++) order[i] = i;
  const rounds = Math.ceil((3 * Math.log(Math.max(1, count))) / Math.log(2 ** 32 - 1));
  const words = empty("uint32", rounds === 0 ? 0 : count);
  let next = key;
  for (let round = 0; round < rounds; round++) {
    const [following, sub] = split(next);
    drawWords(sub, words, 1);
    order = stableOrder(words, order);
    next = following;
  }
  return order;
}
