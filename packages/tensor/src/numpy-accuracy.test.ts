import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { usePlainPath } from "./authoring.ts";
import { exp, expm1, log, log1p, tanh } from "./index.ts";

/** A row of a table: the bits of an input and of its value, and how many units of the last place may lie between. */
interface Row {
  readonly input: bigint;
  readonly output: bigint;
  readonly ulp: number;
}

function rows(name: string, dtype: string): Row[] {
  const file = new URL(`../test/numpy/umath-validation-set-${name}.csv`, import.meta.url);
  return readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.split(","))
    .filter(([kind]) => kind === `np.${dtype}`)
    .map(([, input, output, ulp]) => ({ input: BigInt(input), output: BigInt(output), ulp: Number(ulp) }));
}

/** Bits as a number that grows with the float they stand for. */
function ordered(bits: bigint, width: number): bigint {
  return BigInt.asIntN(width, bits) < 0n ? -BigInt.asUintN(width - 1, bits) : bits;
}

afterEach(() => usePlainPath(false));

describe.each(Object.entries({ exp, expm1, log, log1p, tanh }))("%s", (name, f) => {
  it.each([
    { plain: false, path: "on a kernel" },
    { plain: true, path: "on the plain path" },
  ])("passes NumPy's float32 table $path", ({ plain }) => {
    usePlainPath(plain);
    const table = rows(name, "float32");
    const x = new Float32Array(Uint32Array.from(table, ({ input }) => Number(input)).buffer);
    const answer = new Uint32Array(f(x).data.slice().buffer);
    expect(table.length).toBeGreaterThan(100);
    for (const [i, { output, ulp }] of table.entries()) {
      if (Number.isNaN(f(x[i]))) {
        expect(f(x).data[i]).toBeNaN();
        continue;
      }
      const distance = ordered(BigInt(answer[i]), 32) - ordered(output, 32);
      expect(Math.abs(Number(distance)), `${name}(${x[i]})`).toBeLessThanOrEqual(ulp);
    }
  });

  it.each([
    { plain: false, path: "on a kernel" },
    { plain: true, path: "on the plain path" },
  ])("passes NumPy's float64 table $path", ({ plain }) => {
    usePlainPath(plain);
    const table = rows(name, "float64");
    const x = new Float64Array(BigUint64Array.from(table, ({ input }) => input).buffer);
    const answer = new BigUint64Array(f(x).data.slice().buffer);
    expect(table.length).toBeGreaterThan(100);
    for (const [i, { output, ulp }] of table.entries()) {
      if (Number.isNaN(f(x[i]))) {
        expect(f(x).data[i]).toBeNaN();
        continue;
      }
      const distance = ordered(answer[i], 64) - ordered(output, 64);
      expect(Math.abs(Number(distance)), `${name}(${x[i]})`).toBeLessThanOrEqual(ulp);
    }
  });
});
