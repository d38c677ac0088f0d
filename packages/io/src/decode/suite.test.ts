import suite from "msgpack-test-suite";
import { describe, expect, it } from "vitest";
import { codeOf, hex } from "../../test/code-of.ts";
import { decode } from "./envelope.ts";

/** One value of msgpack-test-suite in one of the kinds below, and every encoding of it. */
interface Row {
  readonly msgpack: readonly string[];
  readonly [kind: string]: unknown;
}

const rows = Object.values(suite as Record<string, Row[]>)
  .flat()
  .flatMap((row) => row.msgpack.map((bytes) => ({ bytes, row })));

/** What a row's value is here; the suite says numbers in 64 bits as numbers, which here are bigints. */
function expected({ binary, bignum, timestamp, msgpack, ...row }: Row): unknown {
  if (binary !== undefined) return hex(binary as string);
  if (bignum !== undefined) return BigInt(bignum as string);
  if (Array.isArray(timestamp)) return new Date(timestamp[0] * 1000 + Math.floor(timestamp[1] / 1e6));
  return Object.values(row)[0];
}

const whole = (value: unknown): unknown =>
  typeof value === "number" && Number.isInteger(value) ? BigInt(value) : value;

describe("msgpack-test-suite", () => {
  it("has the 233 encodings that it had", () => {
    expect(rows.length).toBe(233);
  });

  it.each(rows.filter(({ row }) => !("ext" in row)))("$bytes", ({ bytes, row }) => {
    const value = decode(hex(bytes));
    expect(typeof value === "object" ? value : whole(value)).toEqual(whole(expected(row)));
  });

  it.each(rows.filter(({ row }) => "ext" in row))(
    "$bytes is an extension of no use here",
    ({ bytes, row }) => {
      const [type] = row.ext as [number];
      expect(codeOf(() => decode(hex(bytes)))).toBe(type === 1 || type === 3 ? "BAD_HEADER" : "UNSUPPORTED");
    },
  );
});
