import { afterEach, describe, expect, it } from "vitest";
import { usePlainPath } from "./authoring.ts";
import { argmax, argmin, max, mean, min, norm, normalizeMatrix, sum, type Tensor, tensor } from "./index.ts";

type ReduceOptions = { axis?: number };
type Reducer = (x: Float32Array | Tensor<"float32">, options?: ReduceOptions) => number | Tensor;

afterEach(() => usePlainPath(false));

const SHAPES = [
  ...Array.from({ length: 70 }, (_, i) => [3 + (70 - i), i + 1]),
  [2048, 1],
  [2500, 1],
  [300, 40],
  [3, 4095],
  [3, 4096],
  [3, 4097],
  [2, 12289],
];

/** Numbers of all sizes with some that are equal, in a view that starts at no multiple of 16 bytes. */
function values(rows: number, columns: number, special: readonly number[] = []): Tensor<"float32"> {
  const data = Float32Array.from({ length: rows * columns + 1 }, (_, i) => {
    const noise = Math.imul(i + 1, 2654435761) >>> 8;
    // Every other row holds what is special, here and there.
    if (special.length > 0 && noise % 5 === 0 && Math.floor((i - 1) / columns) % 2 === 0)
      return special[noise % special.length];
    return noise % 7 === 0 ? 3 : Math.sin(i) * 10 ** ((noise % 9) - 4);
  }).subarray(1);
  return tensor(data, [rows, columns]);
}

function onBothPaths<T>(call: () => T): { kernel: T; plain: T } {
  usePlainPath(true);
  const plain = call();
  usePlainPath(false);
  return { kernel: call(), plain };
}

const EXACT: Record<string, Reducer> = { max, min, argmax, argmin };

describe.each(Object.entries(EXACT))("%s", (_name, f) => {
  it.each([
    ["numbers", []],
    ["NaN", [NaN]],
    ["infinities", [Infinity, -Infinity]],
    ["both zeros", [0, -0]],
  ])("of %s is that of the plain path, whole and by row", (_kind, special) => {
    for (const [rows, columns] of SHAPES) {
      const x = values(rows, columns, special);
      for (const options of [{}, { axis: 1 }]) {
        const { kernel, plain } = onBothPaths(() => f(x, options as ReduceOptions));
        expect(kernel, `${rows} x ${columns}`).toEqual(plain);
      }
    }
  });

  it.each([0, -0, NaN, Infinity, -Infinity])("of rows of nothing but %s and its negative", (value) => {
    for (const signs of [[1], [-1], [1, -1], [-1, 1]]) {
      for (let columns = 1; columns <= 40; columns++) {
        const data = Float32Array.from({ length: 70 * columns }, (_, i) => value * signs[i % signs.length]);
        const { kernel, plain } = onBothPaths(() => f(tensor(data, [70, columns]), { axis: 1 }));
        expect(kernel, `${columns} columns`).toEqual(plain);
      }
    }
  });
});

describe("sums", () => {
  it.each(Object.entries<Reducer>({ sum, mean }))("%s has the digits of the plain path", (_name, f) => {
    for (const [rows, columns] of SHAPES) {
      const x = values(rows, columns);
      const whole = onBothPaths(() => Number(f(x)));
      expect(Math.abs(whole.kernel / whole.plain - 1)).toBeLessThan(2.3e-16);
      const byRow = onBothPaths(() => f(x, { axis: 1 }));
      expect(byRow.kernel, `${rows} x ${columns}`).toEqual(byRow.plain);
    }
  });

  it("carry what is rounded off, within a tile, within a row of it and from tile to tile", () => {
    for (const length of [100, 4096, 4097, 20_000]) {
      for (const [large, small] of [
        [0, length - 1],
        [1, length - 3],
        [5, length >> 1],
      ]) {
        const x = new Float32Array(length).fill(1e-10);
        [x[large], x[small]] = [1e30, -1e30];
        expect(sum(x) / (Math.fround(1e-10) * (length - 2)), `${length}`).toBeCloseTo(1, 12);
      }
    }
  });

  it("with infinities and NaN are those of the plain path", () => {
    for (const [a, b] of [
      [Infinity, 1],
      [-Infinity, 3e38],
      [Infinity, -Infinity],
      [NaN, Infinity],
    ]) {
      for (const length of [64, 5000]) {
        for (const at of [0, 1, 7, length - 1]) {
          const x = new Float32Array(length).fill(2);
          [x[at], x[10]] = [a, b];
          const { kernel, plain } = onBothPaths(() => [sum(x), mean(x)]);
          expect(kernel).toEqual(plain);
        }
      }
    }
  });

  it("of 3e38 do not overflow", () => {
    expect(mean(new Float32Array(5000).fill(3e38))).toBe(Math.fround(3e38));
    expect(norm(new Float32Array(10_000).fill(3e38)) / 3e40).toBeCloseTo(1, 6);
  });
});

describe.each([1, 2, Infinity] as const)("norm of order %s", (ord) => {
  it("is that of the plain path, whole and by row", () => {
    for (const [rows, columns] of SHAPES) {
      for (const special of [[], [NaN], [Infinity, -Infinity], [1e-45, -1e-40]]) {
        const x = values(rows, columns, special);
        const whole = onBothPaths(() => norm(x, { ord }));
        if (Number.isFinite(whole.plain))
          expect(Math.abs(whole.kernel / whole.plain - 1)).toBeLessThan(ord === Infinity ? 1e-300 : 1e-12);
        else expect(whole.kernel).toBe(whole.plain);
        const byRow = onBothPaths(() => norm(x, { ord, axis: 1 }).data);
        byRow.kernel.forEach((each, row) => {
          if (!Object.is(each, byRow.plain[row]))
            expect(Math.abs(each / byRow.plain[row] - 1), `${rows} x ${columns}`).toBeLessThan(1.3e-7);
        });
      }
    }
  });

  it("of subnormals does not vanish", () => {
    const x = new Float32Array(5000).fill(1e-45);
    const { kernel, plain } = onBothPaths(() => norm(x, { ord }));
    expect(kernel).toBeGreaterThan(0);
    expect(kernel / plain).toBeCloseTo(1, 12);
  });
});

it("normalizeMatrix scales rows alike on both paths", () => {
  for (const order of [1, 2] as const) {
    const x = values(33, 100);
    const { kernel, plain } = onBothPaths(() => normalizeMatrix(x, 2, { order, axis: 1 }).data);
    kernel.forEach((each, i) => {
      expect(Math.abs(each - plain[i])).toBeLessThanOrEqual(1.2e-7 * Math.abs(plain[i]));
    });
  }
});
