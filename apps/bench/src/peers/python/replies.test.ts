import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { Replies } from "./replies.ts";

/** A line of JSON and the bytes that it announces. */
function message(line: object, bytes: Uint8Array = new Uint8Array()): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify(line)}\n`), bytes]);
}

const numbers = Float32Array.of(1.5, -2, 0.25);
const stream = Buffer.concat([
  message({ milliseconds: 3 }),
  message({ array: { dtype: "float32", shape: [3], bytes: 12 } }, new Uint8Array(numbers.buffer)),
  message({ array: { dtype: "int64", shape: [], bytes: 8 } }, new Uint8Array(BigInt64Array.of(10n).buffer)),
  message({ missing: true }),
]);

it.each([1, 7, 1_000])("replies are the same however the stream is cut: %i bytes at once", async (length) => {
  const through = new PassThrough();
  const replies = new Replies(through);
  for (let i = 0; i < stream.length; i += length) through.write(stream.subarray(i, i + length));
  expect(await replies.next()).toEqual({ milliseconds: 3 });
  // The second begins where no float32 may: what is read is a copy.
  expect(await replies.next()).toEqual({ answer: numbers });
  expect(await replies.next()).toEqual({ answer: 10 });
  expect(await replies.next()).toEqual({ missing: true });
});

it("a process that ended fails whoever waits, with what it said last", async () => {
  const replies = new Replies(new PassThrough());
  const waiting = replies.next();
  replies.fail("No module named numpy");
  await expect(waiting).rejects.toThrow("No module named numpy");
});
