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

describe("more than is laid at once", () => {
  const digit = (i: number): number => (i * 167) % 251;
  const digits = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => digit(i));

  /** Where two arrays differ first, or -1: `toEqual` takes seconds for these. */
  const firstDifference = (a: ArrayLike<unknown>, b: ArrayLike<unknown>): number => {
    for (let i = 0; i < Math.max(a.length, b.length); i++) if (a[i] !== b[i]) return i;
    return -1;
  };

  it("rows come in the order of their indices, as those were at the time of the call", async () => {
    const length = 1_200_000;
    const source = await openNpy(blob(npy("|u1", `(${length},)`, digits(length))));
    const indices = Int32Array.from({ length: 1_500_000 }, (_, i) => -1 - ((i * 7919) % length));
    const wanted = Uint8Array.from(indices, (index) => digit(length + index));
    const rows = source.take(indices);
    indices.fill(0);
    expect(firstDifference((await rows).data, wanted)).toBe(-1);
  });

  it.each([
    ["wide", [3, 350, 1000]],
    ["tall", [1_500_000, 2, 1]],
  ])("rows of Fortran's order are laid as C's: %s", async (_, [length, first, second]) => {
    const count = length * first * second;
    // Bytes that become int32, of which 2^20 are laid at once.
    const source = await openNpy(blob(npy("|i1", `(${length}, ${first}, ${second})`, digits(count), "True")));
    const at = (row: number, i: number, j: number): number =>
      (digit(row + length * (i + first * j)) << 24) >> 24;
    const expected = (rows: readonly number[]): Int32Array => {
      const all = new Int32Array(rows.length * first * second);
      let to = 0;
      for (const row of rows)
        for (let i = 0; i < first; i++) for (let j = 0; j < second; j++) all[to++] = at(row, i, j);
      return all;
    };
    const all = Array.from({ length }, (_, row) => row);
    expect(firstDifference((await source.rows()).data, expected(all))).toBe(-1);
    expect(firstDifference((await source.rows(1)).data, expected(all.slice(1)))).toBe(-1);
    const reversed = all.slice().reverse();
    const indices = Int32Array.from(reversed);
    const taken = source.take(indices);
    indices.fill(0);
    expect(firstDifference((await taken).data, expected(reversed))).toBe(-1);
  });
});

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
