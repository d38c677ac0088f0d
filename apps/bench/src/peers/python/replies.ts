import type { Readable } from "node:stream";
import type { Answer } from "../../operations.ts";

/** One reply: the line's fields, and the array that followed it. */
export interface Reply {
  readonly peers?: Readonly<Record<string, string>>;
  readonly missing?: boolean;
  readonly milliseconds?: number;
  readonly error?: string;
  readonly answer?: Answer;
}

interface Line extends Reply {
  readonly array?: { readonly dtype: string; readonly shape: readonly number[]; readonly bytes: number };
}

/** Replies out of a stream: a line of JSON each, then the bytes of its array where it names one. */
export class Replies {
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #fault: string | undefined;
  #wake: () => void = () => undefined;

  constructor(stream: Readable) {
    stream.on("data", (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#length += chunk.length;
      this.#wake();
    });
  }

  /** No reply will come any more. */
  fail(message: string): void {
    this.#fault = message;
    this.#wake();
  }

  async next(): Promise<Reply> {
    const { array, ...reply }: Line = JSON.parse(await this.#line());
    if (array === undefined) return reply;
    const bytes = await this.#take(array.bytes);
    return { ...reply, answer: answerOf(array.dtype, array.shape.length === 0, bytes) };
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#chunks.length > 0 ? this.#joined().indexOf("\n") : -1;
      if (end >= 0) return (await this.#take(end + 1)).toString();
      await this.#more();
    }
  }

  async #take(count: number): Promise<Buffer> {
    while (this.#length < count) await this.#more();
    const all = this.#joined();
    this.#chunks[0] = all.subarray(count);
    this.#length -= count;
    return all.subarray(0, count);
  }

  #joined(): Buffer {
    if (this.#chunks.length > 1) this.#chunks.splice(0, this.#chunks.length, Buffer.concat(this.#chunks));
    return this.#chunks[0] ?? Buffer.alloc(0);
  }

  async #more(): Promise<void> {
    if (this.#fault !== undefined) throw new Error(this.#fault);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }
}

const ARRAYS = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  bool: Uint8Array,
} as const;

function answerOf(dtype: string, scalar: boolean, bytes: Buffer): Answer {
  const Values = ARRAYS[dtype as keyof typeof ARRAYS];
  if (Values === undefined) throw new Error(`bench: no array for ${dtype}`);
  // A copy, since the bytes may begin anywhere in their buffer.
  const values = new Values(new Uint8Array(bytes).buffer);
  const numbers = values instanceof BigInt64Array ? Float64Array.from(values, Number) : values;
  return scalar ? numbers[0] : numbers;
}
