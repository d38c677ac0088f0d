import { describe, expect, it } from "vitest";

/** A file of expected values, as `golden.py` writes it. */
export interface GoldenFile {
  readonly about: string;
  readonly versions: Record<string, string>;
  readonly seed: number | null;
  readonly cases: readonly GoldenCase[];
}

/** One call, and what Python or a formula in float64 gives for it. */
export interface GoldenCase {
  readonly name: string;
  readonly call: string;
  readonly args: readonly unknown[];
  readonly gives: unknown;
  readonly python: string;
  readonly within: keyof typeof TOLERANCES;
  /** What ngc-learn's own code gives where this project differs on purpose; `golden.py` sees to it that it does. */
  readonly upstream?: { readonly python: string; readonly gives: unknown };
}

/** How far an answer may lie from the expected one: `absolute + relative * |expected|`. */
export const TOLERANCES = {
  /** Comparisons, integers, keys, permutations, float32 uniforms: the same bits. */
  exact: { absolute: 0, relative: 0 },
  /** One function of float32 values: JAX's own float32 functions are off by a few ulp (1.2e-7 each). */
  float32: { absolute: 1e-7, relative: 1e-6 },
  /** Sums of float32 terms, which JAX adds in float32 and this project in float64. */
  sum32: { absolute: 1e-6, relative: 1e-5 },
  /** A function or a short sum in double precision: V8's exp and log are within 1 ulp of glibc's. */
  float64: { absolute: 1e-14, relative: 1e-13 },
  /** A well-conditioned function in double precision, down to subnormals: a few ulp (2.2e-16 each). */
  relative64: { absolute: 1e-323, relative: 2e-15 },
} as const;

interface Encoded {
  readonly dtype: string;
  readonly shape: number[];
  readonly data: (number | string)[];
}

const ARRAYS: Record<string, (data: (number | string)[]) => ArrayLike<number | bigint>> = {
  float32: (data) => Float32Array.from(data, Number),
  float64: (data) => Float64Array.from(data, Number),
  int32: (data) => Int32Array.from(data, Number),
  uint32: (data) => Uint32Array.from(data, Number),
  uint8: (data) => Uint8Array.from(data, Number),
  bool: (data) => Uint8Array.from(data, Number),
  int64: (data) => BigInt64Array.from(data, BigInt),
  uint64: (data) => BigUint64Array.from(data, BigInt),
};

/** How values that JSON has no word for come back: tensors as `{ data, shape, dtype }`, keys by `reviveKey`. */
export function decode(
  value: unknown,
  reviveKey: (words: Uint32Array) => unknown = (words) => words,
): unknown {
  if (Array.isArray(value)) return value.map((item) => decode(item, reviveKey));
  if (typeof value !== "object" || value === null) return value;
  if ("number" in value) return Number(value.number);
  if ("bigint" in value) return BigInt(value.bigint as string);
  if ("key" in value) return reviveKey(Uint32Array.from(value.key as number[]));
  if ("dtype" in value && "data" in value) {
    const { dtype, shape, data } = value as Encoded;
    return { data: ARRAYS[dtype](data), shape, dtype };
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, decode(item, reviveKey)]));
}

/** Reads a golden file: `readGolden(new URL("../test/golden/relu.json", import.meta.url))`. */
export function readGolden(file: URL): GoldenFile {
  // Not imported: the rest of this file runs in browsers too.
  const { readFileSync } = process.getBuiltinModule("node:fs");
  return JSON.parse(readFileSync(file, "utf8"));
}

/** {@link readGolden} for tests that run in a page as well, to which the file is served. */
export async function loadGolden(file: URL): Promise<GoldenFile> {
  return file.protocol === "file:" ? readGolden(file) : ((await (await fetch(file)).json()) as GoldenFile);
}

export interface GoldenOptions {
  /** Makes a key of its words, for packages that take keys. */
  readonly reviveKey?: (words: Uint32Array) => unknown;
}

/** One test a case: the package's function gives what the file says. */
export function testGolden(
  file: URL | GoldenFile,
  functions: object,
  { reviveKey }: GoldenOptions = {},
): void {
  const { about, cases } = file instanceof URL ? readGolden(file) : file;
  describe(about, () => {
    for (const row of cases) {
      it(`${row.call} gives ${row.python}'s values: ${row.name}`, async () => {
        const call = (functions as Record<string, (...args: unknown[]) => unknown>)[row.call];
        const answer = await call(...row.args.map((argument) => decode(argument, reviveKey)));
        expectClose(answer, decode(row.gives, reviveKey), row.within);
      });
    }
  });
}

/** Throws unless `actual` is `expected` within the named tolerance, with the same shapes and dtypes all the way down. */
export function expectClose(
  actual: unknown,
  expected: unknown,
  within: keyof typeof TOLERANCES,
  path = "answer",
): void {
  if (typeof expected === "number") {
    if (!isClose(actual as number, expected, within))
      expect.fail(`${path}: expected ${expected}, got ${String(actual)}`);
    return;
  }
  if (typeof expected !== "object" || expected === null) {
    expect(actual, path).toEqual(expected);
    return;
  }
  if ("dtype" in expected && "data" in expected) {
    const want = expected as { data: ArrayLike<number>; shape: number[]; dtype: string };
    const got = actual as typeof want;
    expect({ shape: got.shape, dtype: got.dtype }, path).toEqual({ shape: want.shape, dtype: want.dtype });
    for (let i = 0; i < want.data.length; i++) {
      if (!isClose(got.data[i], want.data[i], within))
        expect.fail(`${path}.data[${i}]: expected ${want.data[i]}, got ${got.data[i]}`);
    }
    return;
  }
  if (ArrayBuffer.isView(expected)) {
    expect(actual, path).toEqual(expected);
    return;
  }
  const entries = Object.entries(expected);
  expect(Object.keys(actual as object).length, `${path}: entries`).toBe(entries.length);
  for (const [name, item] of entries)
    expectClose((actual as Record<string, unknown>)[name], item, within, `${path}.${name}`);
}

function isClose(
  actual: number | bigint,
  expected: number | bigint,
  within: keyof typeof TOLERANCES,
): boolean {
  if (Object.is(actual, expected)) return true;
  if (typeof actual !== "number" || typeof expected !== "number") return false;
  const { absolute, relative } = TOLERANCES[within];
  if (relative === 0) return actual === expected;
  return Math.abs(actual - expected) <= absolute + relative * Math.abs(expected);
}
