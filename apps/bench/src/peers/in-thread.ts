import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Peer, PeerKind } from "./peer.ts";
import type { Reply, Request } from "./thread.ts";

const threads = new Set<Worker>();

/**
 * The peer of that name in `file`, in a thread of its own, which starts when it is first entered: in one heap each would be
 * charged with the garbage of the others, and with marking all that they hold.
 */
export function inThread(name: string, kind: PeerKind, file: string): Peer {
  let thread: Worker | undefined;
  const ask = async (request: Request): Promise<Reply> => {
    if (thread === undefined) {
      const workerData = { name, file: join(import.meta.dirname, file) };
      thread = new Worker(join(import.meta.dirname, "thread.ts"), { workerData });
      threads.add(thread);
    }
    thread.postMessage(request);
    const [reply] = (await once(thread, "message")) as [Reply];
    if (reply.fault !== undefined) throw new Error(reply.fault);
    return reply;
  };
  return {
    name,
    kind,
    enter: async (operation, { given }, dtype) => {
      const { answer } = await ask({ operation, given, dtype });
      if (answer === undefined) return undefined;
      const time = async (count: number): Promise<number> =>
        (await ask({ count })).milliseconds ?? Number.NaN;
      return { answer, time };
    },
  };
}

/** Ends all threads, which would keep the process alive. */
export async function endThreads(): Promise<void> {
  await Promise.all([...threads].map((thread) => thread.terminate()));
}
