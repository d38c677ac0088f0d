import { type ByteSource, type Opening, openSource } from "./byte-source.ts";
import { inOrder, type Pieces, type PiecesInOrder } from "./pieces.ts";

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
  readonly #underWay: Set<Promise<unknown>> = new Set();
  #closing: Promise<void> | undefined;

  constructor(opening: Opening, source: ByteSource) {
    this.opening = opening;
    this.#source = source;
    this.length = source.length;
  }

  /** The first bytes: `length` of them, or all that there are. */
  async begin(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(Math.min(length, this.length));
    await this.read(0, bytes);
    return bytes;
  }

  /** Fills `into` with the bytes from `at` on. */
  async read(at: number, into: Uint8Array): Promise<void> {
    this.opening.signal?.throwIfAborted();
    if (into.length > 0) await this.#registered(this.#source.read(at, into));
  }

  /** Lays pieces into `into`, end to end. */
  async gather(pieces: Pieces, into: Uint8Array): Promise<void> {
    for (const { first, some } of inOrder(pieces))
      await this.#gatherSome(some, into.subarray(first * pieces.length));
  }

  /** Does work that reads; {@link close} waits for all of it, and no other begins after that. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const { fn, signal } = this.opening;
    signal?.throwIfAborted();
    if (this.#closing !== undefined)
      throw new TypeError(`${fn}: the source must be open, got one that was closed`);
    return this.#registered(work());
  }

  /** Frees the source once what is under way has ended: a number of a file that is closed may come to mean another. */
  close(): Promise<void> {
    this.#closing ??= this.#free();
    return this.#closing;
  }

  async #free(): Promise<void> {
    // Work that fails leaves calls behind, which end by themselves.
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
    await this.#source.close();
  }

  async #registered<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  async #gatherSome(pieces: PiecesInOrder, into: Uint8Array): Promise<void> {
    let next = 0;
    const work = async (): Promise<void> => {
      let room = new Uint8Array(0);
      while (next < pieces.count) {
        const run = pieces.runFrom(next);
        next = run.to;
        const length = run.end - run.at;
        if (run.straight) {
          const begin = pieces.begin(run.from);
          await this.read(run.at, into.subarray(begin, begin + length));
        } else {
          if (room.length < length) room = new Uint8Array(length);
          await this.read(run.at, room.subarray(0, length));
          pieces.lay(run, room, into);
        }
      }
    };
    const stopping = async (): Promise<void> => {
      try {
        await work();
      } catch (error) {
        next = pieces.count;
        throw error;
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, pieces.count) }, stopping));
  }
}
