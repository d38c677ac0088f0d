import { checkOptions, checkWhole } from "@ngc/tensor/authoring";

/** How much one call may read or write. Each stops a file from costing more than its size. */
export interface Limits {
  /** Bytes of input: 2^30 by default, at most 2^32 - 1, beyond which neither MessagePack's lengths reach nor Node 20's arrays. */
  readonly input: number;
  /**
   * Values of a MessagePack document, a pickle or a file of JSON: 2^24 by default. An object (a container, a tensor, bytes, a Date, a
   * key) counts as 8, so that a value costs some 50 bytes of memory, at most 80.
   */
  readonly values: number;
  /** Arrays, objects, Maps and Sets inside each other: 64 by default. */
  readonly depth: number;
  /** Tensors in a file: 100,000 by default, 65,535 in an npz. */
  readonly tensors: number;
  /** Axes of a tensor: 32 by default. */
  readonly rank: number;
  /** Bytes of a header: 10,000 in npy, as in NumPy, and 100,000,000 in safetensors, as there, by default. */
  readonly header: number;
  /** Bytes that all of an npz's deflated members may come to: 2^30 by default. */
  readonly inflated: number;
  /** How many times the file's size that may be, where it is more than 2^24 bytes: 200 by default. */
  readonly ratio: number;
}

/** What an object counts for among the values: an empty one costs up to 300 bytes where a number costs 10. */
export const OBJECT_VALUES = 8;

/** Options of whatever reads or writes a format. */
export interface LimitsOption {
  readonly limits?: Partial<Limits>;
}

const DEFAULTS: Limits = {
  input: 0x4000_0000,
  values: 0x100_0000,
  depth: 64,
  tensors: 100_000,
  rank: 32,
  header: 100_000_000,
  inflated: 0x4000_0000,
  ratio: 200,
};

/** The most that a caller may ask for. A level of depth costs a few stack frames, and the stack must not overflow. */
const MOST: Partial<Limits> = { input: 0xffff_ffff, depth: 512 };

/** The limits of a call, defaults filled in: a format's `own`, otherwise those above. */
export function limitsOf(fn: string, options: LimitsOption | undefined, own: Partial<Limits> = {}): Limits {
  const given = checkOptions(fn, checkOptions(fn, options).limits, "limits");
  const limits: { -readonly [K in keyof Limits]: number } = { ...DEFAULTS, ...own };
  for (const name of Object.keys(given) as (keyof Limits)[]) {
    if (!Object.hasOwn(DEFAULTS, name))
      throw new RangeError(`${fn}: limits must be among ${Object.keys(DEFAULTS).join(" ")}, got ${name}`);
    const value = given[name];
    if (value !== undefined) limits[name] = checkWhole(fn, `limits.${name}`, value, 0, MOST[name]);
  }
  return limits;
}
