import { expect, it } from "vitest";
import { openingOf } from "./byte-source.ts";
import { OpenFile } from "./open-file.ts";

/** Runs all that can run by itself. */
const rest = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

it("a source is freed once its last call has ended, though what made that has failed before", async () => {
  const calls: { resolve: () => void; reject: (error: Error) => void }[] = [];
  let isFreed = false;
  const file = new OpenFile(openingOf("openNpy", undefined), {
    length: 700_000,
    read: () =>
      new Promise((resolve, reject) => {
        calls.push({ resolve, reject });
      }),
    close: async () => {
      isFreed = true;
    },
  });
  // Too far from each other for one call, and one more than are made at once.
  const pieces = { origin: 0, step: 100_000, length: 1, count: 7, placeOf: (i: number) => i, places: 7 };
  const work = file.during(() => file.gather(pieces, new Uint8Array(7)));
  const closing = file.close();
  calls[0].resolve();
  await rest();
  expect(calls.length).toBe(7);
  for (const { resolve } of calls.slice(1, 5)) resolve();
  calls[5].reject(new Error("one fails"));
  await expect(work).rejects.toThrow("one fails");
  await rest();
  expect(isFreed).toBe(false);
  calls[6].resolve();
  await closing;
  expect(isFreed).toBe(true);
});
