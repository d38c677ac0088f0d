/** The first eight bytes of a file. As in PNG, a copy that loses the eighth bit or changes line ends does not pass for one. */
export const MAGIC: readonly number[] = [0x89, 0x4e, 0x47, 0x43, 0x0d, 0x0a, 0x1a, 0x0a];

/** The layout that stands here: magic, then little-endian version (4 bytes), checksum (4), length of the body (8), the body. */
export const VERSION = 1;

/** Where the body begins: a multiple of 8, so that what is aligned in the body is aligned in the file. */
export const HEADER_BYTES = 24;

/** Where what the checksum covers begins: the body's length and the body. */
export const CHECKED_FROM = 16;

/** MessagePack's extension types. 1 to 3 are Flax's, -1 is MessagePack's own, the others this project's. */
export const EXTENSION = {
  timestamp: -1,
  /** The packed `(shape, dtype, bytes)`. */
  tensor: 1,
  /** The packed `(real, imaginary)`. */
  complex: 2,
  /** As a tensor of no axes. */
  scalar: 3,
  /** No bytes. */
  undefined: 16,
  /** A packed array: key, value, key, value … */
  map: 17,
  /** A packed array. */
  set: 18,
  /** As a tensor of one axis, whose dtype is the array's class. */
  typedArray: 19,
  /** The packed `(impl, word, word)` of a key of @ngc/random. */
  key: 20,
} as const;

/** Bytes of an element, by the classes of typed arrays that are written by name; a Uint8Array is MessagePack's own binary. */
export const TYPED_ARRAYS: { readonly [name: string]: number } = {
  Int8Array: 1,
  Uint8ClampedArray: 1,
  Int16Array: 2,
  Uint16Array: 2,
  Int32Array: 4,
  Uint32Array: 4,
  Float16Array: 2,
  Float32Array: 4,
  Float64Array: 8,
  BigInt64Array: 8,
  BigUint64Array: 8,
};

/** How @ngc/random knows a key; that package is not imported, for packages of one layer stand alone. */
export const KEY_BRAND = "@ngc/random/key";

/** What a key may be of, to which tooling/checks/keys.test.ts holds it. */
export const KEY_IMPLEMENTATIONS: readonly string[] = ["threefry2x32", "xoroshiro128plus"];
