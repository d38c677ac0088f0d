/** The longest input: enough for several of anything, and read in microseconds. */
const LONGEST = 4096;

type Edit = (bytes: Uint8Array, others: readonly Uint8Array[], tokens: readonly Uint8Array[]) => Uint8Array;

const EDITS: readonly Edit[] = [
  (bytes) => changed(bytes, (at) => (bytes[at] ^= 1 << below(8))),
  (bytes) => changed(bytes, (at) => (bytes[at] = below(256))),
  (bytes) => changed(bytes, (at) => (bytes[at] += below(71) - 35)),
  (bytes) => written(bytes, number()),
  (bytes) => spliced(bytes, below(bytes.length + 1), 0, number()),
  (bytes) => spliced(bytes, below(bytes.length + 1), stretch(bytes), new Uint8Array(0)),
  (bytes) => spliced(bytes, below(bytes.length + 1), 0, piece(bytes)),
  (bytes) => spliced(bytes, below(bytes.length + 1), 0, new Uint8Array(stretch(bytes)).fill(below(256))),
  (bytes) => written(bytes, piece(bytes)),
  (bytes, others) => spliced(bytes, below(bytes.length + 1), 0, piece(one(others))),
  (bytes, others) => spliced(bytes, below(bytes.length + 1), bytes.length, tail(one(others))),
  (bytes, _, tokens) => spliced(bytes, below(bytes.length + 1), 0, one(tokens)),
  (bytes, _, tokens) => written(bytes, one(tokens)),
  // Where one token stands, another.
  (bytes, _, tokens) => {
    const old = one(tokens);
    const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(
      old,
      below(bytes.length + 1),
    );
    return at < 0 ? bytes : spliced(bytes, at, old.length, one(tokens));
  },
];

/** Another input, made of one by 1, 2, 4 or 8 changes. */
export function mutant(
  of: Uint8Array,
  others: readonly Uint8Array[],
  tokens: readonly Uint8Array[],
): Uint8Array {
  let bytes: Uint8Array = of.slice();
  for (let edits = 1 << below(4); edits > 0; edits--) bytes = one(EDITS)(bytes, others, tokens);
  return bytes.subarray(0, LONGEST);
}

/** A whole number from 0, less than `end`. */
export function below(end: number): number {
  return Math.floor(Math.random() * end);
}

function one<T>(of: readonly T[]): T {
  return of[below(of.length)];
}

function changed(bytes: Uint8Array, change: (at: number) => void): Uint8Array {
  if (bytes.length > 0) change(below(bytes.length));
  return bytes;
}

/** A power of two or what is next to it, where readers go wrong, in 1 to 8 bytes of either order. */
function number(): Uint8Array {
  const bytes = new Uint8Array(8);
  const little = below(2) === 0;
  const size = 1 << below(4);
  const value = (1n << BigInt(below(65))) + BigInt(below(3) - 1);
  new DataView(bytes.buffer).setBigUint64(0, value, little);
  return little ? bytes.subarray(0, size) : bytes.subarray(8 - size);
}

/** The length of a stretch: mostly short. */
function stretch(bytes: Uint8Array): number {
  return 1 + below(Math.min(bytes.length + 1, 1 << below(8)));
}

function piece(bytes: Uint8Array): Uint8Array {
  const start = below(bytes.length + 1);
  return bytes.slice(start, start + stretch(bytes));
}

function tail(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(below(bytes.length + 1));
}

function written(bytes: Uint8Array, over: Uint8Array): Uint8Array {
  return spliced(bytes, below(bytes.length + 1), over.length, over);
}

/** `bytes` with `more` in the place of `skip` of them. */
export function spliced(bytes: Uint8Array, at: number, skip: number, more: Uint8Array): Uint8Array {
  const end = Math.min(at + skip, bytes.length);
  const result = new Uint8Array(at + more.length + bytes.length - end);
  result.set(bytes.subarray(0, at));
  result.set(more, at);
  result.set(bytes.subarray(end), at + more.length);
  return result;
}
