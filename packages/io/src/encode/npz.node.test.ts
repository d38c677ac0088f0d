import { expect, it } from "vitest";
import { codeOfPromise } from "../../test/code-of.ts";
import { encodeNpz } from "./npz.ts";

it("what deflates to a member whose size the directory cannot hold is refused, before it is deflated", async () => {
  // Of 4 GiB that are never touched.
  const most = new Uint8Array(2 ** 32 - 128);
  const limits = { input: 2 ** 32 - 1, inflated: 2 ** 33, ratio: 1100 };
  expect(await codeOfPromise(() => encodeNpz(new Map([["a", most]]), { compress: true, limits }))).toBe(
    "LIMIT",
  );
});
