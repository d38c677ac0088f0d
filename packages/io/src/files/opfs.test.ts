import { expect, it } from "vitest";
import { decode } from "../decode/envelope.ts";
import { deserializeFromOpfs, serializeToOpfs, toBlob } from "./opfs.ts";

it.each([
  [7, "TypeError"],
  ["", "RangeError"],
  ["a\0b", "RangeError"],
  ["//", "RangeError"],
])("a path %j is a %s", async (path, name) => {
  await expect(serializeToOpfs(path as string, 1)).rejects.toMatchObject({ name });
  await expect(deserializeFromOpfs(path as string)).rejects.toMatchObject({ name });
});

it("toBlob gives the bytes of encode, and refuses what that refuses", async () => {
  expect(decode(await toBlob({ n: 2n }).arrayBuffer())).toEqual(
    Object.assign(Object.create(null), { n: 2n }),
  );
  expect(() => toBlob({ a: () => 1 })).toThrow(expect.objectContaining({ code: "UNSUPPORTED", path: "$.a" }));
});
