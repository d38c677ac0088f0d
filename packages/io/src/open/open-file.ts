import { type ByteSource, type Opening, openSource } from "./byte-source.ts";

/** Bytes that lie together. */
export interface Piece {
  readonly at: number;
  readonly length: number;
}

/** Pieces that are read by one call, each with its place in the answer. */
interface Run {
  readonly at: number;
  end: number;
  readonly pieces: { readonly piece: Piece; readonly to: number }[];
}

/** Bytes between two pieces that cost less to read than a call of their own. */
const GAP_BYTES = 16_384;

/** What a run of pieces may hold beside what was asked for. */
const RUN_BYTES = 0x40_0000;

/** Calls under way at once, as browsers have it for a server. */
const AT_ONCE = 6;

/** What `use` makes of an opened source, which is closed again if that fails. */
export async function opened<T>(
  opening: Opening,
  source: unknown,
  use: (file: OpenFile) => Promise<T>,
): Promise<T> {
  const file = new OpenFile(opening, await openSource(opening, source));
  try {
    return await use(file);
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** A source that is read until it is closed. */
export class OpenFile {
  readonly opening: Opening;
  readonly length: number;
  readonly #source: ByteSource;
  readonly #reading: Set<Promise<void>> = new Set();
  #closing: Promise<void> | undefined;

  constructor(opening: Opening, source: ByteSource) {
    this.opening = opening;
    this.#source = source;
    this.length = source.length;
  }

  /** The first bytes: `length` of them, or all that there are. */
  async begin(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(Math.min(length, this.length));
    await this.#read(0, bytes);
    return bytes;
  }

  /** Lays the pieces into `into`, end to end. */
  async gather(pieces: readonly Piece[], into: Uint8Array): Promise<void> {
    const runs = runsOf(pieces);
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < runs.length) {
        await this.#readRun(runs[next++], into).catch((error) => {
          next = runs.length;
          throw error;
        });
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, runs.length) }, work));
  }

  /** Frees the source once what is under way has ended: a number of a file that is closed may come to mean another. */
  close(): Promise<void> {
    this.#closing ??= Promise.allSettled(this.#reading).then(() => this.#source.close());
    return this.#closing;
  }

  async #readRun({ at, end, pieces }: Run, into: Uint8Array): Promise<void> {
    if (pieces.length === 1) return this.#read(at, into.subarray(pieces[0].to, pieces[0].to + end - at));
    const bytes = new Uint8Array(end - at);
    await this.#read(at, bytes);
    for (const { piece, to } of pieces)
      into.set(bytes.subarray(piece.at - at, piece.at - at + piece.length), to);
  }

  async #read(at: number, into: Uint8Array): Promise<void> {
    const { fn, signal } = this.opening;
    signal?.throwIfAborted();
    if (this.#closing !== undefined)
      throw new TypeError(`${fn}: the source must be open, got one that was closed`);
    if (into.length === 0) return;
    const reading = this.#source.read(at, into);
    this.#reading.add(reading);
    try {
      await reading;
    } finally {
      this.#reading.delete(reading);
    }
  }
}

function runsOf(pieces: readonly Piece[]): Run[] {
  let to = 0;
  const placed = pieces.map((piece) => {
    to += piece.length;
    return { piece, to: to - piece.length };
  });
  placed.sort((a, b) => a.piece.at - b.piece.at);
  const runs: Run[] = [];
  for (const { piece, to } of placed) {
    const end = piece.at + piece.length;
    const last = runs.at(-1);
    if (last !== undefined && piece.at - last.end <= GAP_BYTES && end - last.at <= RUN_BYTES) {
      last.end = Math.max(last.end, end);
      last.pieces.push({ piece, to });
    } else {
      runs.push({ at: piece.at, end, pieces: [{ piece, to }] });
    }
  }
  return runs;
}
