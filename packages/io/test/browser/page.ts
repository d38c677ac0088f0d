// Loaded by the page and, as a module, by its worker: runs the scenario of that name.
import { scenarios } from "./scenarios.ts";

interface Task {
  readonly name: string;
  readonly url: string;
}

const here = globalThis as unknown as {
  run(task: Task, where: string): Promise<unknown>;
  onmessage: (event: { data: Task }) => void;
  postMessage(answer: unknown): void;
  document?: unknown;
  Worker: new (
    url: string,
  ) => {
    onmessage: (event: { data: unknown }) => void;
    onerror: (event: { message: string }) => void;
    postMessage(task: Task): void;
  };
};

if (here.document === undefined) {
  here.onmessage = async ({ data }) =>
    here.postMessage(await scenarios[data.name](data.url).catch((error) => String(error.stack)));
} else {
  here.run = (task, where) =>
    where === "page"
      ? scenarios[task.name](task.url)
      : new Promise((resolve, reject) => {
          const worker = new here.Worker("/page.js");
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message));
          worker.postMessage(task);
        });
}
