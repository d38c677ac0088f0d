// Source of a worker: switches the byte `at` of the shared `bytes` between 0 and 255 until it is ended.
const SOURCE = `
  const spoil = ({ bytes, at }) => {
    postMessage("begun");
    for (let i = 0; ; i++) Atomics.store(bytes, at, i & 1 ? 255 : 0);
  };`;

interface Thread {
  terminate(): unknown;
}

/** Switches one byte of shared memory to and fro in another thread, from when the promise is fulfilled until `terminate`. */
export async function mutate(bytes: Uint8Array, at: number): Promise<Thread> {
  const threads = globalThis.process?.getBuiltinModule?.("node:worker_threads");
  if (threads !== undefined) {
    const worker = new threads.Worker(
      `const { parentPort, workerData } = require("node:worker_threads");
       const postMessage = (message) => parentPort.postMessage(message); ${SOURCE} spoil(workerData);`,
      { eval: true, workerData: { bytes, at } },
    );
    await new Promise((resolve) => worker.once("message", resolve));
    return worker;
  }
  const { Worker } = globalThis as unknown as {
    Worker: new (url: string) => Thread & { onmessage: unknown; postMessage(data: unknown): void };
  };
  const worker = new Worker(
    URL.createObjectURL(new Blob([`${SOURCE} onmessage = ({ data }) => spoil(data);`])),
  );
  worker.postMessage({ bytes, at });
  await new Promise((resolve) => {
    worker.onmessage = resolve;
  });
  return worker;
}
