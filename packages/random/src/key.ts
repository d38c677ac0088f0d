import { checkOptions, wrongKind, wrongValue } from "@ngc/tensor/authoring";
import { makeKey } from "./internal/make-key.ts";

/** How a key draws its bits. */
export type KeyImpl = "threefry2x32" | "xoroshiro128plus";

/**
 * A key: what a draw's numbers are made from. It never changes and is not used up; {@link split} and {@link foldIn} make new ones.
 * An object of just `impl` and `words`, which is what a message to a worker keeps of a key, may stand for it in every call.
 */
export interface Key {
  readonly impl: KeyImpl;
  /** Two whole numbers below 2^32. */
  readonly words: readonly [number, number];
}

/** Which implementation a key is of, threefry2x32 by default. */
export interface KeyOptions {
  readonly impl?: KeyImpl;
}

const IMPLEMENTATIONS: readonly KeyImpl[] = ["threefry2x32", "xoroshiro128plus"];

/**
 * The key of a seed: the words `[0, seed mod 2^32]`, as JAX's default (64-bit types off) makes them.
 *
 * So -1 is 4294967295, and seeds that differ by a multiple of 2^32 give the same key.
 * The implementation "xoroshiro128plus" splits in the same way but draws other numbers, from pure-rand's generator.
 *
 * @param seed - a whole number or bigint in [-2^63, 2^63)
 * @throws RangeError if `seed` is not such a number; TypeError if it is no number at all
 * @example
 * ```ts
 * keyData(key(7)); // => [0, 7]
 * keyData(key(-1)); // => [0, 4294967295]
 * key(7, { impl: "xoroshiro128plus" }).impl; // => "xoroshiro128plus"
 * ```
 * @python jax.random.key
 */
export function key(seed: number | bigint, options?: KeyOptions): Key {
  const impl = checkImpl("key", options);
  if (typeof seed !== "number" && typeof seed !== "bigint")
    throw wrongKind("key", "seed must be a whole number", seed);
  if (typeof seed === "number" && !Number.isInteger(seed))
    throw wrongValue("key", "seed must be a whole number", seed);
  const whole = BigInt(seed);
  if (BigInt.asIntN(64, whole) !== whole) throw wrongValue("key", "seed must lie in [-2^63, 2^63)", seed);
  return makeKey(impl, 0, Number(BigInt.asUintN(32, whole)));
}

/**
 * A copy of a key's two words.
 *
 * @example
 * ```ts
 * keyData(split(key(7))[0]); // => [3625411723, 1954958720]
 * ```
 * @python jax.random.key_data
 */
export function keyData(key: Key): Uint32Array {
  return Uint32Array.from(asKey("keyData", key).words);
}

/**
 * The key that has these two words: the inverse of {@link keyData}.
 *
 * @throws RangeError unless `words` holds two whole numbers below 2^32
 * @example
 * ```ts
 * keyData(wrapKeyData([1, 2])); // => [1, 2]
 * ```
 * @python jax.random.wrap_key_data
 */
export function wrapKeyData(words: Uint32Array | readonly number[], options?: KeyOptions): Key {
  const impl = checkImpl("wrapKeyData", options);
  if (!Array.isArray(words) && !ArrayBuffer.isView(words))
    throw wrongKind("wrapKeyData", "words must be an array of two whole numbers below 2^32", words);
  if (!areWords(words))
    throw wrongValue(
      "wrapKeyData",
      "words must be two whole numbers below 2^32",
      // A typed array whose buffer was transferred has no elements, and gives no iterator.
      words.length === 0 ? words : Array.from(words),
    );
  return makeKey(impl, words[0], words[1]);
}

/** Whether `value` is a key, of this copy of the package or of another. */
export function isKey(value: unknown): value is Key {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as Record<symbol, unknown>)[Symbol.for("@ngc/random/key")] === true
  );
}

/** The key given, or the key that an object of just `impl` and `words` stands for. */
export function asKey(fn: string, value: unknown): Key {
  if (isKey(value)) return value;
  const { impl: name, words } = (typeof value === "object" && value !== null ? value : {}) as Partial<Key>;
  // Without a name it is no key: a default would draw other numbers than the key that was meant.
  if (name === undefined || words === undefined)
    throw wrongKind(fn, "key must be a key (key(seed) makes one)", value);
  const impl = checkImpl(fn, { impl: name });
  if (!areWords(words)) throw wrongValue(fn, "key.words must be two whole numbers below 2^32", words);
  return makeKey(impl, words[0], words[1]);
}

function checkImpl(fn: string, options: KeyOptions | undefined): KeyImpl {
  const { impl = "threefry2x32" } = checkOptions(fn, options);
  if (typeof impl !== "string") throw wrongKind(fn, "impl must be a name", impl);
  if (!IMPLEMENTATIONS.includes(impl))
    throw wrongValue(fn, `impl must be one of ${IMPLEMENTATIONS.join(" ")}`, impl);
  return impl;
}

function areWords(words: unknown): words is readonly [number, number] {
  return (
    (Array.isArray(words) || ArrayBuffer.isView(words)) &&
    (words as readonly unknown[]).length === 2 &&
    Array.from(words as readonly unknown[]).every(
      (word) => Number.isInteger(word) && (word as number) >>> 0 === word,
    )
  );
}
