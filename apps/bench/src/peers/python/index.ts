import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import type { Prepared } from "../../workloads/workload.ts";
import type { Peer } from "../peer.ts";
import { Replies, type Reply } from "./replies.ts";

/** The Python libraries that a Python has, as peers; `close` ends its process. */
export interface Python {
  readonly peers: readonly Peer[];
  readonly versions: Readonly<Record<string, string>>;
  readonly close: () => void;
}

const ROOT = join(import.meta.dirname, "../../../../..");

/** Starts the first of NGC_PYTHON, .cache/golden/bin/python and python3 that has NumPy; otherwise says why there is none. */
export async function startPython(): Promise<Python | string> {
  const golden = join(ROOT, ".cache/golden/bin/python");
  const candidates = [process.env.NGC_PYTHON, existsSync(golden) ? golden : undefined, "python3"];
  const faults: string[] = [];
  for (const command of candidates) {
    if (command === undefined) continue;
    try {
      return await start(command);
    } catch (error) {
      faults.push(`${command}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return faults.join("; ");
}

async function start(command: string): Promise<Python> {
  const child = spawn(command, [join(import.meta.dirname, "worker.py")], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  const worker = new Worker(child, child.stdin, child.stdout, child.stderr);
  const { peers: versions = {} } = await worker.hello();
  const peers = Object.keys(versions).map((name): Peer => peerOf(worker, name));
  return { peers, versions, close: () => child.kill() };
}

/** ngclearn needs JAX's name for what it is: a peer each. */
function peerOf(worker: Worker, name: string): Peer {
  return {
    name,
    kind: "python",
    enter: async (operation, prepared) => {
      await worker.arguments(prepared);
      const { missing, answer } = await worker.ask({ do: "enter", peer: name, operation });
      if (missing || answer === undefined) return undefined;
      const time = async (count: number): Promise<number> => {
        const { milliseconds = Number.NaN } = await worker.ask({ do: "time", peer: name, count });
        return milliseconds;
      };
      return { answer, time };
    },
  };
}

/** The Python process, which answers one request after the other. */
class Worker {
  readonly #input: Writable;
  readonly #replies: Replies;
  /** Whose arguments it holds. */
  #held: Prepared | undefined;

  constructor(child: ChildProcess, input: Writable, output: Readable, errors: Readable) {
    this.#input = input;
    let said = "";
    errors.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-2_000);
    });
    this.#replies = new Replies(output);
    input.on("error", () => undefined);
    child.on("error", (error) => this.#replies.fail(error.message));
    child.on("close", () => this.#replies.fail(said.trim().split("\n").at(-1) ?? "it ended"));
  }

  hello(): Promise<Reply> {
    return this.#replies.next();
  }

  /** Sends the arguments of a case once, for all peers. */
  async arguments(prepared: Prepared): Promise<void> {
    if (this.#held === prepared) return;
    const given = prepared.given.map((value) =>
      typeof value === "number"
        ? value
        : { dtype: value.dtype, shape: value.shape, bytes: value.data.byteLength },
    );
    this.#write({ do: "arguments", given });
    for (const value of prepared.given) {
      if (typeof value === "number") continue;
      const { buffer, byteOffset, byteLength } = value.data;
      this.#input.write(new Uint8Array(buffer, byteOffset, byteLength));
    }
    await this.#answered();
    this.#held = prepared;
  }

  async ask(request: object): Promise<Reply> {
    this.#write(request);
    return this.#answered();
  }

  #write(request: object): void {
    this.#input.write(`${JSON.stringify(request)}\n`);
  }

  async #answered(): Promise<Reply> {
    const reply = await this.#replies.next();
    if (reply.error !== undefined) throw new Error(reply.error);
    return reply;
  }
}
