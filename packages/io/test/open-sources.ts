import { slice, type Tensor, take } from "@ngc/tensor";
import { describe, expect, it } from "vitest";
import { decodeIdx, decodeNpy, decodeSafetensors, openIdx, openNpy, openSafetensors } from "../src/index.ts";
import { joined } from "../src/internal/joined.ts";
import { utf8 } from "./bytes.ts";
import { codeOfPromise, hex } from "./code-of.ts";
import { npyFile, npyHeaderText } from "./npy-file.ts";

const noise = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 167) % 251);

/** An npy file whose elements begin at 128, as NumPy lays it out. */
export function npy(descr: string, shape: string, elements: Uint8Array, fortran = "False"): Uint8Array {
  const header = npyHeaderText(`'${descr}'`, shape, fortran).trimEnd();
  return npyFile(`${header.padEnd(117)}\n`, elements);
}

/** 3000 rows of 20 float32, larger than what is asked of a server first. */
export const matrix = npy(
  "<f4",
  "(3000, 20)",
  new Uint8Array(Float32Array.from({ length: 60_000 }, (_, i) => i).buffer),
);
export const images = joined([hex("00000803 00000100 0000001c 0000001c"), noise(256 * 784)]);
const columns = npy(">i2", "(40, 3, 2)", noise(480), "True");

/** Puts bytes where they may lie to be read by rows. */
type SourceOf = (bytes: Uint8Array) => string | Blob | URL | Promise<URL>;

/** The tests that each kind of source passes. */
export function describeSources(sources: readonly (readonly [what: string, make: SourceOf])[]): void {
  describe.each(sources)("from %s", (_, make) => {
    it.each([
      ["idx", openIdx, decodeIdx, images],
      ["npy", openNpy, decodeNpy, matrix],
      ["npy in Fortran's order, big-endian", openNpy, decodeNpy, columns],
    ])("the rows of %s are those that decoding gives", async (__, open, decode, bytes) => {
      const whole = decode(bytes) as Tensor;
      const source = await open(await make(bytes));
      expect({ shape: source.shape, dtype: source.dtype }).toEqual({
        shape: whole.shape,
        dtype: whole.dtype,
      });
      expect(await source.rows()).toEqual(whole);
      expect(await source.rows(7, 19)).toEqual(slice(whole, 7, 19));
      expect(await source.rows(5, 5)).toEqual(slice(whole, 5, 5));
      const indices = [30, 2, -1, 2, 3, 39, 0];
      expect(await source.take(indices)).toEqual(take(whole, indices));
      expect(
        await source.take([
          [1, 2],
          [3, 0],
        ]),
      ).toEqual(
        take(whole, [
          [1, 2],
          [3, 0],
        ]),
      );
      expect((await source.take([])).shape).toEqual([0, ...whole.shape.slice(1)]);
      await source.close();
    });

    it("safetensors gives each tensor", async () => {
      const header = `{"W":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},"s":{"dtype":"F16","shape":[],"data_offsets":[24,26]},"__metadata__":{"a":"b"}}`;
      const bytes = Uint8Array.of(header.length, 0, 0, 0, 0, 0, 0, 0, ...utf8(header), ...noise(26));
      const whole = decodeSafetensors(bytes);
      const { tensors, metadata, close } = await openSafetensors(await make(bytes));
      expect({ ...metadata }).toEqual({ a: "b" });
      expect([...tensors.keys()]).toEqual(["W", "s"]);
      const w = whole.tensors.get("W") as Tensor;
      expect(await tensors.get("W")?.rows(1, 3)).toEqual(slice(w, 1, 3));
      expect((await tensors.get("s")?.rows())?.item()).toBe(whole.tensors.get("s")?.item());
      await close();
    });

    it.each([
      ["an empty one", "", "TRUNCATED"],
      ["one that ends in the header", "00000803 000000", "TRUNCATED"],
      ["one that ends in the rows", "00000801 00000004 010203", "TRUNCATED"],
      ["one that promises much more", "00000801 ffffffff 010203", "LENGTH_LIE"],
      ["one that goes on", "00000801 00000002 010203", "TRAILING"],
      ["another format", "89504e47 0d0a1a0a", "BAD_MAGIC"],
    ])("is refused: %s", async (__, bytes, code) => {
      expect(await codeOfPromise(async () => openIdx(await make(hex(bytes))))).toBe(code);
    });

    it("a signal ends what follows with its reason", async () => {
      const reason = new Error("enough");
      const controller = new AbortController();
      const source = await openIdx(await make(images), { signal: controller.signal });
      controller.abort(reason);
      await expect(source.rows()).rejects.toBe(reason);
      await expect(openIdx(await make(images), { signal: controller.signal })).rejects.toBe(reason);
      await source.close();
    });
  });
}
