import { astype, type Tensor, tensor } from "@ngc/tensor";
import { usePlainPath } from "@ngc/tensor/authoring";
import { afterEach, describe, expect, it } from "vitest";
import { measureACC, measureBCE, measureCatNLL, measureKLD, measureMSE, measureSparsity } from "./index.ts";

type Matrix = Tensor<"float32">;
type Floats = Matrix | Tensor<"float64">;
type Metric = (a: Floats, b: Floats, preserveBatch: boolean) => number | Tensor;

/** The last place of float32's 1. */
const ULP = 2 ** -23;

/**
 * Each metric as the rest of the file calls it, and how far its two paths may differ, relative to the sum of the terms' sizes: what its
 * kernel's comment says of a term, and half an ulp for the rounding of the score.
 */
const METRICS: [name: string, f: Metric, within: number][] = [
  ["measureMSE", (a, b, preserveBatch) => measureMSE(a, b, { preserveBatch }), 3.5 * ULP],
  ["measureBCE", (a, b, preserveBatch) => measureBCE(a, b, { preserveBatch }), 2.5 * ULP],
  [
    "measureBCE, not clipped",
    (a, b, preserveBatch) => measureBCE(a, b, { offset: 0, preserveBatch }),
    2.5 * ULP,
  ],
  [
    "measureBCE of ones and zeros",
    (a, b, preserveBatch) => measureBCE(a, binary(b), { preserveBatch }),
    2.5 * ULP,
  ],
  ["measureCatNLL", (a, b, preserveBatch) => measureCatNLL(a, b, { preserveBatch }), 2 * ULP],
  [
    "measureCatNLL, not clipped",
    (a, b, preserveBatch) => measureCatNLL(a, b, { offset: 0, preserveBatch }),
    2 * ULP,
  ],
  ["measureKLD", (a, b, preserveBatch) => measureKLD(a, b, { preserveBatch }), 2.5 * ULP],
  ["measureSparsity", (a, _, preserveBatch) => measureSparsity(a, { tolerance: 0.4, preserveBatch }), 0],
  [
    "measureSparsity, flipped",
    (a, _, preserveBatch) => measureSparsity(a, { flipMeasure: true, preserveBatch }),
    0,
  ],
];

function binary(x: Floats): Floats {
  return tensor(
    x.data.map((value) => (value > 0.5 ? 1 : 0)),
    x.shape,
  ) as Floats;
}

/** Probabilities from 0 to 1, both included, in a view that starts at no multiple of 16 bytes. */
function probabilities(rows: number, columns: number, seed: number): Matrix {
  const data = Float32Array.from({ length: rows * columns + 1 }, (_, i) => {
    const wave = 0.5 + 0.55 * Math.sin(i * seed);
    return Math.min(1, Math.max(0, wave));
  }).subarray(1);
  return tensor(data, [rows, columns]);
}

function onBothPaths<T>(call: () => T): { kernel: T; plain: T } {
  usePlainPath(true);
  const plain = call();
  usePlainPath(false);
  return { kernel: call(), plain };
}

function valuesOf(score: number | Tensor): number[] {
  return typeof score === "number" ? [score] : Array.from(score.data as Float32Array);
}

/** The sum of the sizes of each row's terms: what rounding errors are relative to. */
function sizesOf(f: Metric, a: Floats, b: Floats, rows: number): number[] {
  usePlainPath(true);
  const [x, y] = [a, b].map((matrix) => tensor(matrix.data, [matrix.data.length, 1]) as Floats);
  const terms = valuesOf(f(x, y, true)).map(Math.abs);
  usePlainPath(false);
  const columns = terms.length / rows;
  return Array.from({ length: rows }, (_, row) =>
    terms.slice(row * columns, (row + 1) * columns).reduce((sum, term) => sum + term, 0),
  );
}

const SHAPES = [
  ...Array.from({ length: 70 }, (_, i) => [1 + (i % 5), i + 1]),
  [4096, 1],
  [2048, 3],
  [500, 10],
  [2, 2048],
  [2, 2049],
  [2, 4095],
  [3, 4096],
  [2, 4097],
  [2, 9001],
];

afterEach(() => usePlainPath(false));

describe.each(METRICS)("%s", (_name, f, within) => {
  it.each([true, false])("is the same on both paths for short and long rows, by row: %s", (preserveBatch) => {
    for (const [rows, columns] of SHAPES) {
      const [a, b] = [probabilities(rows, columns, 7.1), probabilities(rows, columns, 3.3)];
      const { kernel, plain } = onBothPaths(() => valuesOf(f(a, b, preserveBatch)));
      const sizes = sizesOf(f, a, b, preserveBatch ? rows : 1);
      kernel.forEach((score, row) => {
        const error = Math.abs(score - plain[row]) / (preserveBatch ? sizes[row] : sizes[row] / rows);
        if (score !== plain[row])
          expect(error, `row ${row} of ${rows} x ${columns}`).toBeLessThanOrEqual(within);
      });
    }
  });

  it("scores float64, beside float64 or float32, as the plain path does", () => {
    for (const [rows, columns] of SHAPES) {
      const [a, b] = [probabilities(rows, columns, 7.1), probabilities(rows, columns, 3.3)];
      const wide = astype(a, "float64");
      wide.data.forEach((value, i) => {
        wide.data[i] = value * (1 - 1e-9);
      });
      for (const partner of [b, astype(b, "float64")]) {
        for (const preserveBatch of [true, false]) {
          const { kernel, plain } = onBothPaths(() => valuesOf(f(wide, partner, preserveBatch)));
          const sizes = sizesOf(f, wide, partner, preserveBatch ? rows : 1);
          const errors = kernel.map((score, row) =>
            score === plain[row]
              ? 0
              : Math.abs(score - plain[row]) / (sizes[row] / (preserveBatch ? 1 : rows)),
          );
          // A few units of the logarithms, and what adding in another order rounds.
          const terms = preserveBatch ? columns : rows * columns;
          const most = within === 0 ? 0 : 1e-15 + terms * 2 ** -53;
          expect(Math.max(...errors), `${rows} x ${columns}`).toBeLessThanOrEqual(most);
        }
      }
    }
  });

  it("gives a row the same bits wherever it stands", () => {
    for (const columns of [1, 2, 3, 5, 10, 33, 70, 1000, 4097]) {
      const [a, b] = [probabilities(1, columns, 7.1), probabilities(1, columns, 3.3)];
      const [alone] = valuesOf(f(a, b, true));
      for (const before of [1, 2, 3, 7]) {
        const stack = (row: Matrix, seed: number): Matrix => {
          const above = probabilities(before, columns, seed);
          return tensor(Float32Array.of(...above.data, ...row.data, ...above.data), [
            2 * before + 1,
            columns,
          ]);
        };
        expect(valuesOf(f(stack(a, 1.7), stack(b, 2.9), true))[before], `${before} above`).toBe(alone);
      }
    }
  });

  it.each(["float32", "float64"] as const)("has the special values of the plain path in %s", (dtype) => {
    const special = [0, -0, 1, -1, 2, NaN, Infinity, -Infinity, 1e-45, 1e-38, 3e38, -3e38, 0.5];
    const pairs = special.flatMap((a) => special.map((b) => [a, b]));
    const a = tensor(
      Float32Array.from(pairs, (pair) => pair[0]),
      [pairs.length, 1],
    );
    const b = tensor(
      Float32Array.from(pairs, (pair) => pair[1]),
      [pairs.length, 1],
    );
    const { kernel, plain } = onBothPaths(() => valuesOf(f(astype(a, dtype), astype(b, dtype), true)));
    kernel.forEach((score, i) => {
      if (!Number.isFinite(plain[i])) expect(score, `of ${pairs[i]}`).toBe(plain[i]);
      else
        expect(Math.abs(score - plain[i]), `of ${pairs[i]}`).toBeLessThanOrEqual(3e-7 * Math.abs(plain[i]));
    });
  });
});

describe("measureACC", () => {
  const special = [0, -0, 1, 1, NaN, Infinity, -Infinity, -Infinity, 1, 0];
  const scores = (rows: number, columns: number, seed: number): Matrix =>
    tensor(
      Float32Array.from({ length: rows * columns + 1 }, (_, i) => {
        // Most rows hold numbers, many of them equal; some hold what has no order.
        const noise = Math.imul(i + 7 * seed, 2654435761) >>> 16;
        return Math.floor(i / columns) % 3 === 0 ? special[noise % 10] : noise % 5;
      }).subarray(1),
      [rows, columns],
    );

  it("is the same on both paths for 1 to 70 columns and past a tile, whatever the rows hold", () => {
    for (const [rows, columns] of [...Array.from({ length: 70 }, (_, i) => [41, i + 1]), ...SHAPES]) {
      const [mu, y] = [scores(rows, columns, 1), scores(rows, columns, 2)];
      for (const [a, b] of [
        [mu, y],
        [astype(mu, "float64"), y],
      ]) {
        const { kernel, plain } = onBothPaths(() => measureACC(a, b));
        expect(kernel, `${a.dtype}, ${rows} x ${columns}`).toBe(plain);
      }
      const labels = Array.from({ length: rows }, (_, row) => (row * 3) % Math.min(columns, 5));
      const byLabel = onBothPaths(() => measureACC(mu, labels, { extractLabelIndx: false }));
      expect(byLabel.kernel, `${rows} x ${columns}, labels`).toBe(byLabel.plain);
    }
  });

  it("counts rows of ten whether or not a block of them holds equals, NaN or infinities", () => {
    // Ten different numbers a row, of both signs, in an order of their own.
    const distinct = (rows: number, seed: number): Matrix =>
      tensor(
        Float32Array.from({ length: 10 * rows }, (_, i) => {
          const step = [1, 3, 7, 9][(Math.floor(i / 10) * seed) % 4];
          return (
            (((i * step + Math.imul(Math.floor(i / 10) * seed, 2654435761)) >>> 0) % 10) - 4.5 + seed / 8
          );
        }),
        [rows, 10],
      );
    const faults = [
      [NaN],
      [-NaN],
      [Infinity],
      [9, 9],
      [NaN, 9],
      [-0, 0],
      Array.from({ length: 10 }, () => -Infinity),
      Array.from({ length: 10 }, () => NaN),
    ];
    for (const rows of [...Array(14).keys(), 127, 128, 129, 131, 132, 255, 256, 257, 408, 409, 410, 1000]) {
      if (rows === 0) continue;
      const inputs = [distinct(rows, 3), distinct(rows, 5)];
      const plainly = onBothPaths(() => measureACC(inputs[0], inputs[1]));
      expect(plainly.kernel, `${rows} rows`).toBe(plainly.plain);
      for (const [i, fault] of faults.entries()) {
        const { data } = inputs[i % 2];
        const row = (i * 37) % rows;
        const before = data.slice(10 * row, 10 * row + 10);
        const place = fault.length === 10 ? 0 : (3 * i) % (11 - fault.length);
        data.set(fault, 10 * row + place);
        const { kernel, plain } = onBothPaths(() => measureACC(inputs[0], inputs[1]));
        expect(kernel, `${fault} in row ${row} of ${rows}`).toBe(plain);
        data.set(before, 10 * row);
      }
    }
  });

  it("tells rows of ten that agree from those that do not, wherever the largest are", () => {
    const peaks = (place: (row: number) => number): Matrix =>
      tensor(
        Float32Array.from({ length: 1000 }, (_, i) => {
          const row = Math.floor(i / 10);
          return i % 10 === place(row) ? 1 : -(i % 10) / 16;
        }),
        [100, 10],
      );
    // One row in ten has its partner's place.
    expect(
      measureACC(
        peaks((row) => row % 10),
        peaks((row) => Math.floor(row / 10)),
      ),
    ).toBe(0.1);
  });

  it("finds each column of rows that are scored four at a time", () => {
    for (let columns = 1; columns <= 40; columns++) {
      const one = tensor(
        Float32Array.from({ length: columns * columns }, (_, i) =>
          i % columns === Math.floor(i / columns) ? 1 : 0,
        ),
        [columns, columns],
      );
      const labels = Array.from({ length: columns }, (_, i) => i);
      expect(measureACC(one, labels, { extractLabelIndx: false }), `${columns} columns`).toBe(1);
    }
  });
});

it("measureACC compares integers as they are", () => {
  expect(
    measureACC(tensor(Int32Array.of(16777216, 16777217), [1, 2]), [1], { extractLabelIndx: false }),
  ).toBe(1);
});

it("the divergence of close distributions keeps its digits", () => {
  const p = Float32Array.from({ length: 64 }, (_, i) => 0.01 + i / 4096);
  const q = p.map((value, i) => value * (1 + (i % 2 === 0 ? 1e-5 : -1e-5)));
  const { kernel, plain } = onBothPaths(() => measureKLD(tensor(q, [1, 64]), tensor(p, [1, 64])));
  const size = p.reduce((sum, value) => sum + value * 1e-5, 0);
  expect(Math.abs(kernel - plain)).toBeLessThan(3e-7 * size);
});
