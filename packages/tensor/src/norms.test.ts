import { farthest, SHAPES, values, WIDE } from "@tooling/kernels/matrices";
import { afterEach, describe, expect, it } from "vitest";
import { usePlainPath } from "./authoring.ts";
import {
  astype,
  norm,
  normalizeMatrix,
  oneHot,
  std,
  type Tensor,
  tensor,
  transpose,
  variance,
} from "./index.ts";

type Floats = Tensor<"float32"> | Tensor<"float64">;
type ReduceOptions = { axis?: number };

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

describe.each([1, 2, Infinity] as const)("norm of order %s", (ord) => {
  it("is that of the plain path, whole and by row", () => {
    for (const [rows, columns] of SHAPES) {
      for (const special of [[], [NaN], [Infinity, -Infinity], [1e-45, -1e-40]]) {
        const x = matrix(rows, columns, special);
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
        const x = matrix(rows, columns, special);
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
      const x = matrix(rows, columns);
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
      const x = matrix(rows, columns);
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

it.each([0, 1] as const)("normalizeMatrix holds along axis %s where the norm itself does not", (axis) => {
  for (const count of [2, 200]) {
    for (const [each, order, expected] of [
      [1e308, 1, 1 / count],
      [-1.5e308, 2, -1 / Math.sqrt(count)],
      [5e-324, 1, 1 / count],
      [5e-324, 2, 1 / Math.sqrt(count)],
    ] as const) {
      // Beside a vector that is in range, one of zeros, one with NaN and one with an infinity.
      const vectors = [each, 3, 0, NaN, Infinity].map((x) => {
        const vector = new Array<number>(count).fill(Number.isFinite(x) ? x : 7);
        return Number.isFinite(x) ? vector : [x, ...vector.slice(1)];
      });
      const data = Float64Array.from({ length: 5 * count }, (_, i) =>
        axis === 0 ? vectors[i % 5][Math.floor(i / 5)] : vectors[Math.floor(i / count)][i % count],
      );
      const m = tensor(data, axis === 0 ? [count, 5] : [5, count]);
      const apart = onBothPaths(() => {
        const answer = normalizeMatrix(m, 1, { order, axis });
        return (axis === 0 ? transpose(answer) : answer).toArray() as number[][];
      });
      for (const rows of [apart.kernel, apart.plain]) {
        const ordinary = order === 1 ? 1 / count : 1 / Math.sqrt(count);
        expect(farthest(rows[0], new Array(count).fill(expected))).toBeLessThan(1e-14);
        expect(farthest(rows[1], new Array(count).fill(ordinary))).toBeLessThan(1e-14);
        expect(rows[2]).toEqual(new Array(count).fill(0));
        expect(rows[3]).toEqual(new Array(count).fill(NaN));
        expect(rows[4]).toEqual([NaN, ...new Array(count - 1).fill(0)]);
      }
      expect(m.data).toEqual(data);
    }
  }
});

it("normalizeMatrix along axis 0 works in place", () => {
  const x = matrix(500, 10);
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
    const x = matrix(rows, columns, special);
    for (const each of [x, astype(x, "float64")]) {
      const { kernel, plain } = onBothPaths(() => oneHot(each as Floats).data);
      expect(farthest(kernel, plain), `${rows} x ${columns}`).toBe(0);
    }
  }
});
