import { expect, it } from "vitest";
import { deserializeFromOpfs, serializeToOpfs } from "./opfs.ts";

// What they do in a browser is in chromium.node.test.ts.
it("where there is no file system of an origin, serializeToOpfs and deserializeFromOpfs say so", async () => {
  const expected = { code: "UNSUPPORTED", message: expect.stringContaining("a browser with") };
  await expect(serializeToOpfs("a", 1)).rejects.toMatchObject(expected);
  await expect(deserializeFromOpfs("a")).rejects.toMatchObject(expected);
});
