import { farthest, SHAPES, values, WIDE } from "@tooling/kernels/matrices";
import { afterEach, describe, expect, it } from "vitest";
import { usePlainPath } from "./authoring.ts";
import {
  argmax,
  argmin,
  astype,
  max,
  mean,
  min,
  norm,
  reshape,
  sum,
  type Tensor,
  tensor,
  transpose,
} from "./index.ts";

type Floats = Tensor<"float32"> | Tensor<"float64">;
type ReduceOptions = { axis?: number };
type Reducer = (x: Float32Array | Floats, options?: ReduceOptions) => number | Tensor;

afterEach(() => usePlainPath(false));

function matrix(rows: number, columns: number, special?: readonly number[]): Tensor<"float32"> {
  return tensor(values(rows, columns, special), [rows, columns]);
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
      const x = matrix(rows, columns, special);
      for (const options of [{}, { axis: 1 }]) {
        const { kernel, plain } = onBothPaths(() => f(x, options as ReduceOptions));
        expect(kernel, `${rows} x ${columns}`).toEqual(plain);
      }
    }
  });

  it.each([
    ["numbers", []],
    ["NaN", [NaN]],
    ["infinities", [Infinity, -Infinity]],
    ["both zeros", [0, -0]],
  ])("of float64 and of columns of %s is that of the plain path", (_kind, special) => {
    for (const [rows, columns] of [...SHAPES, ...WIDE]) {
      const x = matrix(rows, columns, special);
      for (const options of [{}, { axis: 0 }, { axis: 1 }]) {
        const wide = onBothPaths(() => f(astype(x, "float64"), options as ReduceOptions));
        expect(wide.kernel, `float64, ${rows} x ${columns}`).toEqual(wide.plain);
      }
      const { kernel, plain } = onBothPaths(() => f(x, { axis: 0 }));
      expect(kernel, `${rows} x ${columns}`).toEqual(plain);
    }
  });

  it.each([
    ["uint8", Uint8Array, 0, 255],
    ["int32", Int32Array, -(2 ** 31), 2 ** 31 - 1],
    ["uint32", Uint32Array, 0, 2 ** 32 - 1],
  ])(
    "of %s, its ends and their neighbours included, is that of the plain path",
    (_dtype, Kind, least, most) => {
      for (const [rows, columns] of [...SHAPES, ...WIDE]) {
        const data = new Kind(rows * columns);
        for (let i = 0; i < data.length; i++) {
          const place = (Math.imul(i + 1, 0x9e3779b1) >>> 0) / 2 ** 32;
          data[i] = [least, least + 1, most - 1, most, Math.floor(place * most)][(i * 7) % 5];
        }
        const x = tensor(data, [rows, columns]);
        for (const options of [{}, { axis: 0 }, { axis: 1 }]) {
          const { kernel, plain } = onBothPaths(() => f(x as never, options));
          expect(kernel, `${rows} x ${columns}`).toEqual(plain);
        }
      }
    },
  );

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
      const x = matrix(rows, columns);
      const whole = onBothPaths(() => Number(f(x)));
      expect(Math.abs(whole.kernel / whole.plain - 1)).toBeLessThan(2.3e-16);
      const byRow = onBothPaths(() => f(x, { axis: 1 }));
      expect(byRow.kernel, `${rows} x ${columns}`).toEqual(byRow.plain);
    }
  });

  it.each(Object.entries<Reducer>({ sum, mean }))(
    "%s of float64 and of columns has the digits of the plain path",
    (_name, f) => {
      for (const [rows, columns] of [...SHAPES, ...WIDE]) {
        const x = matrix(rows, columns);
        for (const axis of [0, 1]) {
          for (const each of [x, astype(x, "float64")]) {
            const { kernel, plain } = onBothPaths(() => (f(each, { axis }) as Floats).data);
            const digits = each.dtype === "float64" ? 2.3e-16 : 0;
            expect(farthest(kernel, plain), `${rows} x ${columns}`).toBeLessThanOrEqual(digits);
          }
        }
      }
    },
  );

  it("mean holds where the sum overflows", () => {
    for (const count of [2, 300]) {
      const x = tensor(new Float64Array(3 * count).fill(1.5 * 2 ** 1023), [3, count]);
      x.data.fill(-(2 ** 1023), count, 2 * count);
      x.data[2 * count] = Infinity;
      const expected = [1.5 * 2 ** 1023, -(2 ** 1023), Infinity];
      for (const [axis, each] of [
        [1, x],
        [0, transpose(x)],
      ] as const) {
        const { kernel, plain } = onBothPaths(() => (mean(each, { axis }) as Tensor).toArray());
        expect([kernel, plain]).toEqual([expected, expected]);
      }
      const whole = onBothPaths(() => mean(x.data.subarray(0, count)));
      expect(whole).toEqual({ kernel: expected[0], plain: expected[0] });
      x.data[2 * count] = NaN;
      expect(onBothPaths(() => mean(x))).toEqual({ kernel: NaN, plain: NaN });
    }
  });

  it("of columns carry what is rounded off, and keep infinities", () => {
    const x = new Float64Array(1000 * 6).fill(1e-10);
    x[0 * 6 + 1] = 1e30;
    x[700 * 6 + 1] = -1e30;
    x[30 * 6 + 2] = Infinity;
    x[31 * 6 + 3] = -Infinity;
    x[37 * 6 + 3] = Infinity;
    const { data } = sum(tensor(x, [1000, 6]), { axis: 0 });
    expect(data[1] / 998e-10).toBeCloseTo(1, 12);
    expect(Array.from(data.slice(2, 4))).toEqual([Infinity, NaN]);
  });

  it("along the middle axis of three are those of each matrix", () => {
    const x = matrix(300, 12);
    const cube = reshape(x, [3, 100, 12]);
    const { kernel, plain } = onBothPaths(() => sum(cube, { axis: 1 }));
    expect(kernel).toEqual(plain);
    expect(kernel.shape).toEqual([3, 12]);
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
