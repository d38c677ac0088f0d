import { STRIDE_BYTES } from "./stride.ts";

/** Pieces of a source, each of `length` bytes, that begin at multiples of `step` from `origin` on. */
export interface Pieces {
  readonly origin: number;
  readonly step: number;
  readonly length: number;
  readonly count: number;
  /** At which multiple the i-th begins, less than `places`. */
  readonly placeOf: (i: number) => number;
  readonly places: number;
}

/** Pieces that are read by one call: in order of their places those from `from` up to `to`. */
export interface Run {
  readonly from: number;
  readonly to: number;
  /** The bytes of the source from `at` up to `end`. */
  readonly at: number;
  readonly end: number;
  /** Whether they lie in the source as they are to be laid. */
  readonly straight: boolean;
}

/** Bytes between two pieces that cost less to read than a call of their own. */
const GAP_BYTES = 16_384;

/** How many pieces are put in order at once, by 8 bytes each. */
const MOST_PIECES = 2 ** 20;

/** A view of a piece that is shorter than this costs more than to copy it byte by byte. */
const SHORT_BYTES = 32;

/** Some pieces in order of their places. They are numbers alone: an object for each would outweigh small ones a hundred times. */
export class PiecesInOrder {
  readonly #pieces: Pieces;
  /** A piece's place times `#slots`, and its turn. */
  readonly #keys: Float64Array;
  readonly #slots: number;

  constructor(pieces: Pieces, first: number, keys: Float64Array, slots: number) {
    const { placeOf } = pieces;
    let inOrder = true;
    for (let i = 0; i < keys.length; i++) {
      keys[i] = placeOf(first + i) * slots + i;
      inOrder &&= i === 0 || keys[i] > keys[i - 1];
    }
    if (!inOrder) keys.sort();
    this.#pieces = pieces;
    this.#keys = keys;
    this.#slots = slots;
  }

  get count(): number {
    return this.#keys.length;
  }

  /** The pieces from one on that are worth a call together. */
  runFrom(from: number): Run {
    const { length } = this.#pieces;
    const at = this.#startOf(from);
    let end = at + length;
    let to = from + 1;
    let straight = true;
    for (; to < this.count; to++) {
      const start = this.#startOf(to);
      if (start - end > GAP_BYTES || start + length - at > STRIDE_BYTES) break;
      straight &&= start === end && this.#turnOf(to) === this.#turnOf(to - 1) + 1;
      end = Math.max(end, start + length);
    }
    return { from, to, at, end, straight };
  }

  /** Where a piece is to be laid. */
  begin(i: number): number {
    return this.#turnOf(i) * this.#pieces.length;
  }

  /** Lays the pieces of a run, whose bytes are `bytes`. */
  lay({ from, to, at }: Run, bytes: Uint8Array, into: Uint8Array): void {
    const { length } = this.#pieces;
    for (let i = from; i < to; i++) {
      const start = this.#startOf(i) - at;
      const begin = this.begin(i);
      if (length < SHORT_BYTES) for (let j = 0; j < length; j++) into[begin + j] = bytes[start + j];
      else into.set(bytes.subarray(start, start + length), begin);
    }
  }

  #startOf(i: number): number {
    return this.#pieces.origin + this.#placeOf(i) * this.#pieces.step;
  }

  #placeOf(i: number): number {
    return Math.floor(this.#keys[i] / this.#slots);
  }

  #turnOf(i: number): number {
    return this.#keys[i] - this.#placeOf(i) * this.#slots;
  }
}

/** All pieces, some at a time. */
export function* inOrder(
  pieces: Pieces,
): Generator<{ readonly first: number; readonly some: PiecesInOrder }> {
  const { count, places } = pieces;
  // Place and turn share a number, which is exact below 2^53.
  let slots = MOST_PIECES;
  while (places * slots > 2 ** 53) slots /= 2;
  const keys = new Float64Array(Math.min(count, slots));
  for (let first = 0; first < count; first += slots)
    yield {
      first,
      some: new PiecesInOrder(pieces, first, keys.subarray(0, Math.min(slots, count - first)), slots),
    };
}
