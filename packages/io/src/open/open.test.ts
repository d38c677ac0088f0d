import { describe, expect, it } from "vitest";
import { codeOfPromise, hex } from "../../test/code-of.ts";
import { describeSources, npy } from "../../test/open-sources.ts";
import { openIdx } from "./idx.ts";
import { openNpy } from "./npy.ts";

const blob = (bytes: Uint8Array): Blob => new Blob([new Uint8Array(bytes)]);
const base64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

// Paths and servers are in open.node.test.ts.
describeSources([
  ["a Blob", blob],
  ["a File", (bytes) => new File([new Uint8Array(bytes)], "data")],
  ["a URL that holds the data", (bytes) => new URL(`data:;base64,${base64(bytes)}`)],
]);

describe("rows and take", () => {
  const source = () => openIdx(blob(hex("00000802 00000003 00000002 010203040506")));

  it.each([
    ["start below 0", async () => (await source()).rows(-1, 2), "RangeError"],
    ["end past the last", async () => (await source()).rows(0, 4), "RangeError"],
    ["end before start", async () => (await source()).rows(2, 1), "RangeError"],
    ["half a row", async () => (await source()).rows(0.5, 1), "RangeError"],
    ["a start that is no number", async () => (await source()).rows("0" as never, 1), "TypeError"],
    ["an index past the last", async () => (await source()).take([3]), "RangeError"],
    ["no source", () => openIdx(7 as never), "TypeError"],
    ["an empty path", () => openIdx(""), "RangeError"],
    ["a signal that is none", () => openIdx("a", { signal: {} as never }), "TypeError"],
    ["a fetch that is none", () => openIdx("a", { fetch: 1 as never }), "TypeError"],
    [
      "an answer that is none",
      () => openIdx(new URL("http://localhost/a"), { fetch: (async () => null) as never }),
      "TypeError",
    ],
    ["limits that are none", () => openIdx("a", { limits: [] as never }), "TypeError"],
    ["another limit", () => openIdx("a", { limits: { rows: 1 } as never }), "RangeError"],
    ["a bool that is 2", async () => (await openNpy(blob(npy("|b1", "(2,)", hex("0102"))))).rows(), "DTYPE"],
    [
      "a scalar's second row",
      async () => (await openNpy(blob(npy("|u1", "()", hex("07"))))).rows(0, 2),
      "RangeError",
    ],
    [
      "a scalar's rows",
      async () => (await openNpy(blob(npy("|u1", "()", hex("07"))))).take([0]),
      "RangeError",
    ],
  ])("refuse %s", async (_, call, code) => {
    expect(await codeOfPromise(call)).toBe(code);
  });

  it("read no more at once than the limit allows, from a file of any size", async () => {
    const images = await openIdx(blob(hex("00000802 00000003 00000002 010203040506")), {
      limits: { input: 4 },
    });
    expect(await codeOfPromise(() => images.rows(0, 3))).toBe("LIMIT");
    expect((await images.rows(1, 3)).toArray()).toEqual([
      [3, 4],
      [5, 6],
    ]);
  });
});
