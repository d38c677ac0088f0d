import { expect, it } from "vitest";
import { hex } from "../test/code-of.ts";
import { crc32c } from "./crc/crc32c.ts";
import { decode } from "./decode/envelope.ts";
import { decodeIdx } from "./decode/idx.ts";
import { encode } from "./encode/envelope.ts";

it("line 62: a Buffer is written without its pool and comes back as a Uint8Array", () => {
  const buffer = Buffer.from([1, 2, 3]);
  expect(buffer.buffer.byteLength).toBeGreaterThan(3);
  expect(encode(buffer).length).toBeLessThan(64);
  const back = decode(encode(buffer)) as Uint8Array;
  expect(back).toEqual(Uint8Array.of(1, 2, 3));
  expect(back.constructor).toBe(Uint8Array);
});

it("a Buffer from Node's pool is read, and nothing that is decoded lies in the pool", () => {
  const bytes = encode({ a: Uint8Array.of(1, 2, 3) });
  const read = decode(Buffer.from(bytes)) as { a: Uint8Array };
  expect(read).toEqual(decode(bytes));
  expect(read.a.constructor).toBe(Uint8Array);
  expect(read.a.buffer.byteLength).toBe(3);
  const idx = hex("00000801 00000002 0102");
  expect(decodeIdx(Buffer.from(idx))).toEqual(decodeIdx(idx));
});

it("crc32c of a Buffer is that of its bytes", () => {
  expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
});
