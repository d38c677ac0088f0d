import { wrongKind, wrongValue } from "@ngc/tensor/authoring";
import { FormatError, type FormatErrorCode } from "../format-error.ts";
import { joined } from "../internal/joined.ts";
import type { ByteSource, Opening } from "./byte-source.ts";
import { openFile } from "./file.ts";

/** What is asked for first: most headers, and all of a small file. */
const FIRST_BYTES = 65_536;

/** What tells one state of a resource from another. */
interface State {
  readonly length: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/**
 * What a server sends by range (RFC 9110, 14). From one that knows no ranges, or has no use for them, the whole is taken, up to
 * `limits.input`. Each answer must be of the state that the first was of.
 */
export async function openUrl(opening: Opening, url: URL): Promise<ByteSource> {
  const toPath = url.protocol === "file:" ? globalThis.process?.getBuiltinModule?.("node:url") : undefined;
  if (toPath !== undefined) return openFile(opening, pathOf(opening, url, toPath.fileURLToPath));
  return new Server(opening, url.href).open();
}

function pathOf({ fn }: Opening, { href }: URL, fileURLToPath: (href: string) => string): string {
  try {
    return fileURLToPath(href);
  } catch {
    throw wrongValue(fn, "source must be the URL of a file on this machine", href);
  }
}

class Server {
  readonly #opening: Opening;
  readonly #href: string;

  constructor(opening: Opening, href: string) {
    this.#opening = opening;
    this.#href = href;
  }

  async open(): Promise<ByteSource> {
    const response = await this.#ask(0, FIRST_BYTES);
    if (response.status === 200) return inMemory(await this.#whole(response));
    // The answer to any range of nothing.
    if (response.status === 416 && response.headers.get("content-range") === "bytes */0") {
      await response.body?.cancel();
      return inMemory(new Uint8Array(0));
    }
    const state = await this.#stateOf(response, 0, FIRST_BYTES);
    const first = new Uint8Array(Math.min(FIRST_BYTES, state.length));
    await this.#receive(response, first);
    const start = inMemory(first);
    return {
      length: state.length,
      read: (at, into) =>
        at + into.length <= first.length ? start.read(at, into) : this.#read(state, at, into),
      close: start.close,
    };
  }

  async #read(state: State, at: number, into: Uint8Array): Promise<void> {
    const response = await this.#ask(at, into.length);
    const is = await this.#stateOf(response, at, into.length);
    if (is.length !== state.length || is.etag !== state.etag || is.lastModified !== state.lastModified)
      await this.#refuse(response, "CHECKSUM", "the resource must stay as it was opened, got another state");
    await this.#receive(response, into);
  }

  async #ask(at: number, length: number): Promise<Response> {
    const { signal, fetch = globalThis.fetch } = this.#opening;
    const headers = { range: `bytes=${at}-${at + length - 1}` };
    const response = await this.#named(fetch(this.#href, { headers, signal }));
    if (typeof response !== "object" || response === null)
      throw wrongKind(this.#opening.fn, "fetch must answer with a Response", response);
    return response;
  }

  /** Which state an answer is of, which must hold the range that was asked for. */
  async #stateOf(response: Response, at: number, asked: number): Promise<State> {
    const { status, headers } = response;
    if (status !== 206)
      await this.#refuse(response, "UNSUPPORTED", `the server must send a range (206), got status ${status}`);
    if ((headers.get("content-encoding") ?? "identity") !== "identity")
      await this.#refuse(response, "UNSUPPORTED", "a range must be sent as it is, got a packed one");
    const range = headers.get("content-range");
    const [, from, to, length] = (/^bytes (\d+)-(\d+)\/(\d+)$/.exec(range ?? "") ?? []).map(Number);
    if (length === undefined)
      await this.#refuse(
        response,
        "BAD_HEADER",
        `Content-Range must say the range and the length (and a server of another origin expose it), got ${range}`,
      );
    if (from !== at || to !== Math.min(at + asked, length) - 1 || !Number.isSafeInteger(length))
      await this.#refuse(response, "OFFSET", `bytes ${at} to ${at + asked - 1} are required, got ${range}`);
    return { length, etag: headers.get("etag"), lastModified: headers.get("last-modified") };
  }

  /** Fills `into` with an answer's body, which must have that many bytes. */
  async #receive(response: Response, into: Uint8Array): Promise<void> {
    let done = 0;
    await this.#chunks(response, (chunk) => {
      if (chunk.length > into.length - done)
        throw this.#error("LENGTH_LIE", `${into.length} bytes are required, got more`);
      into.set(chunk, done);
      done += chunk.length;
    });
    if (done < into.length) throw this.#error("TRUNCATED", `${into.length} bytes are required, got ${done}`);
  }

  async #whole(response: Response): Promise<Uint8Array> {
    const most = this.#opening.limits.input;
    const chunks: Uint8Array[] = [];
    let length = 0;
    await this.#chunks(response, (chunk) => {
      length += chunk.length;
      if (length > most)
        throw this.#error(
          "LIMIT",
          `at most ${most} bytes are read from a server that sends no ranges, got more`,
          most,
        );
      chunks.push(chunk);
    });
    return joined(chunks);
  }

  async #chunks(response: Response, take: (chunk: Uint8Array) => void): Promise<void> {
    const reader = response.body?.getReader();
    if (reader === undefined) return;
    try {
      while (true) {
        const { done, value } = await this.#named(reader.read());
        if (done) return;
        take(value);
      }
    } catch (error) {
      // Not to let a server go on sending. What goes wrong here must not hide why.
      reader.cancel().catch(() => {});
      throw error;
    }
  }

  /** The platform's own error of a connection, with function and address in front. */
  async #named<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof TypeError) error.message = `${this.#opening.fn}: ${this.#href}: ${error.message}`;
      throw error;
    }
  }

  async #refuse(response: Response, code: FormatErrorCode, message: string): Promise<never> {
    response.body?.cancel().catch(() => {});
    throw this.#error(code, message);
  }

  #error(code: FormatErrorCode, message: string, limit?: number): FormatError {
    const text = `${this.#opening.fn}: ${this.#href}: ${message}`;
    return new FormatError(code, text, { format: "http", path: this.#href, limit });
  }
}

function inMemory(bytes: Uint8Array): ByteSource {
  return {
    length: bytes.length,
    async read(at, into) {
      into.set(bytes.subarray(at, at + into.length));
    },
    close: async () => {},
  };
}
