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
  normalizeMatrix,
  oneHot,
  reshape,
  std,
  sum,
  type Tensor,
  tensor,
  variance,
} from "./index.ts";

type ReduceOptions = { axis?: number };
type Floats = Tensor<"float32"> | Tensor<"float64">;
type Reducer = (x: Float32Array | Floats, options?: ReduceOptions) => number | Tensor;

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

/** Columns that do not fill vectors, that a tile holds few rows of, and that are taken in several turns. */
const WIDE = [
  [100, 129],
  [7, 1000],
  [5, 1024],
  [3, 1025],
  [9, 2500],
  [2, 5001],
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

/** The largest relative difference, 0 of what is the same. */
function farthest(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < expected.length; i++) {
    if (Object.is(actual[i], expected[i])) continue;
    most = Math.max(most, Math.abs(actual[i] - expected[i]) / Math.abs(expected[i]));
    if (Number.isNaN(most)) return Infinity;
  }
  return most;
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

  it.each([
    ["numbers", []],
    ["NaN", [NaN]],
    ["infinities", [Infinity, -Infinity]],
    ["both zeros", [0, -0]],
  ])("of float64 and of columns of %s is that of the plain path", (_kind, special) => {
    for (const [rows, columns] of [...SHAPES, ...WIDE]) {
      const x = values(rows, columns, special);
      for (const options of [{}, { axis: 0 }, { axis: 1 }]) {
        const wide = onBothPaths(() => f(astype(x, "float64"), options as ReduceOptions));
        expect(wide.kernel, `float64, ${rows} x ${columns}`).toEqual(wide.plain);
      }
      const { kernel, plain } = onBothPaths(() => f(x, { axis: 0 }));
      expect(kernel, `${rows} x ${columns}`).toEqual(plain);
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

  it.each(Object.entries<Reducer>({ sum, mean }))(
    "%s of float64 and of columns has the digits of the plain path",
    (_name, f) => {
      for (const [rows, columns] of [...SHAPES, ...WIDE]) {
        const x = values(rows, columns);
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
    const x = values(300, 12);
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

  it("of float64 and of columns is that of the plain path", () => {
    for (const [rows, columns] of [...SHAPES, ...WIDE]) {
      for (const special of [[], [NaN], [Infinity, -Infinity], [1e-45, -1e-40]]) {
        const x = values(rows, columns, special);
        for (const [each, within] of [
          [x, 1.3e-7],
          [astype(x, "float64"), 1e-12],
        ] as const) {
          for (const axis of [0, 1]) {
            const { kernel, plain } = onBothPaths(() => norm(each as Floats, { ord, axis }).data);
            expect(farthest(kernel, plain), `${rows} x ${columns}`).toBeLessThan(within);
          }
        }
      }
    }
  });

  it("of float64 neither overflows nor vanishes", () => {
    for (const scale of [1e-300, 1e300]) {
      const x = tensor(new Float64Array(600).fill(3 * scale), [200, 3]);
      const exact = scale * (ord === 1 ? 600 : ord === 2 ? Math.sqrt(1800) : 3);
      for (const size of norm(x, { ord, axis: 0 }).data) expect(size / exact).toBeCloseTo(1, 12);
    }
  });

  it("of subnormals does not vanish", () => {
    const x = new Float32Array(5000).fill(1e-45);
    const { kernel, plain } = onBothPaths(() => norm(x, { ord }));
    expect(kernel).toBeGreaterThan(0);
    expect(kernel / plain).toBeCloseTo(1, 12);
  });
});

describe.each(Object.entries({ variance, std }))("%s", (_name, f) => {
  it("is that of the plain path, whole, by row and by column", () => {
    for (const [rows, columns] of [...SHAPES, ...WIDE]) {
      const x = values(rows, columns);
      for (const each of [x, astype(x, "float64")]) {
        for (const options of [{}, { axis: 0 }, { axis: 1, ddof: 1 }]) {
          const { kernel, plain } = onBothPaths(() => {
            const spread: number | Tensor = f(each as Floats, options as ReduceOptions);
            return typeof spread === "number" ? [spread] : (spread.data as Float64Array);
          });
          const within = options.axis === undefined || each.dtype === "float64" ? 1e-13 : 1.2e-7;
          expect(farthest(kernel, plain), `${rows} x ${columns}`).toBeLessThan(within);
        }
      }
    }
  });

  it("keeps its digits far from 0", () => {
    // Each row, each column and the whole hold 0, 1 and 2 above 1e9 equally often.
    const steps = Float64Array.from(
      { length: 90 * 99 },
      (_, i) => 1e9 + (((i % 99) + Math.floor(i / 99)) % 3),
    );
    const exact = f === variance ? 2 / 3 : Math.sqrt(2 / 3);
    expect(f(steps) / exact).toBeCloseTo(1, 12);
    for (const axis of [0, 1])
      for (const each of f(tensor(steps, [90, 99]), { axis }).data) expect(each / exact).toBeCloseTo(1, 12);
  });

  it("of equal elements is 0, of an infinity NaN", () => {
    expect(f(new Float64Array(5000).fill(0.1))).toBeCloseTo(0, 14);
    for (const axis of [0, 1]) {
      const x = new Float32Array(900).fill(0.1);
      x[7] = Infinity;
      const { data } = f(tensor(x, [30, 30]), { axis });
      expect(data[axis === 0 ? 7 : 0]).toBeNaN();
      expect(data[20]).toBeCloseTo(0, 14);
    }
  });
});

it.each([0, 1] as const)("normalizeMatrix scales along axis %s alike on both paths", (axis) => {
  for (const [rows, columns] of [[33, 100], [500, 10], [41, 7], [129, 1], ...WIDE]) {
    for (const order of [1, 2] as const) {
      const x = values(rows, columns);
      // A vector of zeros stays.
      for (let row = 0; row < rows; row++) x.data[row * columns] = 0;
      for (const [each, within] of [
        [x, 1.2e-7],
        [astype(x, "float64"), 1e-14],
      ] as const) {
        const m = each as Floats;
        const { kernel, plain } = onBothPaths(
          () => normalizeMatrix(m, 2, { order, axis }).data as Float64Array,
        );
        expect(farthest(kernel, plain), `${rows} x ${columns}`).toBeLessThanOrEqual(within);
      }
    }
  }
});

it("normalizeMatrix along axis 0 works in place", () => {
  const x = values(500, 10);
  const apart = normalizeMatrix(x, 3);
  normalizeMatrix(x, 3, { out: x });
  expect(x).toEqual(apart);
});

it.each([
  ["numbers", []],
  ["NaN", [NaN]],
  ["infinities", [Infinity, -Infinity]],
])("oneHot of rows with %s is that of the plain path", (_kind, special) => {
  for (const [rows, columns] of SHAPES) {
    const x = values(rows, columns, special);
    for (const each of [x, astype(x, "float64")]) {
      const { kernel, plain } = onBothPaths(() => oneHot(each as Floats).data);
      expect(farthest(kernel, plain), `${rows} x ${columns}`).toBe(0);
    }
  }
});
