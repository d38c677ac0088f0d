import { checkWhole } from "@ngc/tensor/authoring";
import { makeKey } from "./internal/make-key.ts";
import { threefry2x32 } from "./internal/threefry.ts";
import { asKey, type Key } from "./key.ts";

/**
 * `num` new keys, key `i` being `foldIn(key, i)`: independent of each other and of `key`, which should not be used again.
 *
 * A key does not depend on how many there are: `split(key, 3)[1]` and `split(key, 9)[1]` are equal, as in JAX.
 *
 * @throws RangeError if `num` is not a whole number of at least 0
 * @example
 * ```ts
 * split(key(7)).map((sub) => [...keyData(sub)]); // => [[3625411723, 1954958720], [195045567, 4062205631]]
 * split(key(7), 5).length; // => 5
 * ```
 * @python jax.random.split
 */
export function split(key: Key): [Key, Key];
export function split(key: Key, num: number): Key[];
export function split(key: Key, num = 2): Key[] {
  const { impl, words } = asKey("split", key);
  checkWhole("split", "num", num, 0, 2 ** 31);
  const hashed = new Uint32Array(2 * num);
  threefry2x32(words[0], words[1], 0, 0, hashed, 2);
  const keys: Key[] = [];
  for (let i = 0; i < hashed.length; i += 2) keys.push(makeKey(impl, hashed[i], hashed[i + 1]));
  return keys;
}

/**
 * A new key from `key` and a number: the words `threefry2x32(key, [0, data])`.
 *
 * For keys by index, such as one for each step or layer, without splitting in advance.
 *
 * @param data - a whole number below 2^32
 * @throws RangeError if `data` is not such a number
 * @example
 * ```ts
 * keyData(foldIn(key(7), 1)); // => [195045567, 4062205631]
 * ```
 * @python jax.random.fold_in
 */
export function foldIn(key: Key, data: number): Key {
  const { impl, words } = asKey("foldIn", key);
  checkWhole("foldIn", "data", data, 0, 2 ** 32 - 1);
  const hashed = new Uint32Array(2);
  threefry2x32(words[0], words[1], 0, data, hashed, 2);
  return makeKey(impl, hashed[0], hashed[1]);
}
