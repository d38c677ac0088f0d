import { isTensor, type Tensor, tensor } from "@ngc/tensor";
import { testDefaults } from "@tooling/golden/curve-contract";
import { describe, expect, it } from "vitest";
import { catalogue, type MetricInput, type MetricRow } from "./catalogue.ts";
import * as metrics from "./index.ts";

type Matrix = number[][];

/** What each metric's formula gives for one row, written once more without the package. */
const FORMULA: Record<string, (first: number[], second: number[]) => number> = {
  measureACC: (mu, y) => (mu.indexOf(Math.max(...mu)) === y.indexOf(Math.max(...y)) ? 1 : 0),
  measureMSE: (mu, x) => sumOf(mu, (m, i) => (m - x[i]) ** 2),
  measureBCE: (p, x) => -sumOf(p, (q, i) => x[i] * Math.log(q) + (1 - x[i]) * Math.log(1 - q)),
  measureCatNLL: (p, x) => -sumOf(p, (q, i) => x[i] * Math.log(q)),
  measureKLD: (q, p) => sumOf(p, (pi, i) => pi * Math.log(pi) - pi * Math.log(q[i])),
  measureSparsity: (codes) => codes.filter((code) => code > 0).length / codes.length,
};

function sumOf(row: number[], term: (value: number, i: number) => number): number {
  return row.map(term).reduce((sum, value) => sum + value, 0);
}

/** A row that an input may hold, made of values in (-1, 1) and of a class, within every clipping bound. */
const ROW: Record<MetricInput["holds"], (wave: number[], at: number) => number[]> = {
  values: (wave) => wave,
  probabilities: (wave) => wave.map((value) => 0.5 + 0.4 * value),
  distribution: (wave) =>
    wave.length === 1 ? [0.5] : wave.map((value) => (2 + value) / sumOf(wave, (each) => 2 + each)),
  binary: (wave) => wave.map((value) => (value > 0 ? 1 : 0)),
  "one-hot": (wave, at) => wave.map((_, i) => (i === at ? 1 : 0)),
  codes: (wave) => wave.map((value) => Math.max(0, value)),
};

function rowsFor({ holds }: MetricInput, phase: number, rows: number, columns: number): Matrix {
  return Array.from({ length: rows }, (_, row) => {
    const wave = Array.from({ length: columns }, (_, i) => Math.sin(1 + phase + 5 * row + 3 * i));
    return ROW[holds](wave, (phase + row) % columns);
  });
}

function inputsOf(row: MetricRow, rows: number, columns: number): Matrix[] {
  return row.inputs.map((input, phase) => rowsFor(input, phase, rows, columns));
}

function score(row: MetricRow, inputs: readonly unknown[], options?: object): number | Tensor {
  return (row.f as (...args: unknown[]) => number | Tensor)(...inputs, options);
}

function meanOf(row: MetricRow, inputs: readonly unknown[]): number {
  return score(row, inputs, givesRows(row) ? { preserveBatch: false } : {}) as number;
}

function givesRows(row: MetricRow): boolean {
  return row.parameters.some(({ name }) => name === "preserveBatch");
}

function rowScores(row: MetricRow, inputs: readonly unknown[]): Tensor<"float32" | "float64"> {
  const scores = score(row, inputs, { preserveBatch: true });
  if (!isTensor(scores)) return expect.fail("one score a row must be a tensor");
  return scores as Tensor<"float32" | "float64">;
}

it("the catalogue lists every exported function by its name", () => {
  expect(Object.fromEntries(catalogue.map(({ name, f }) => [name, f]))).toEqual({ ...metrics });
});

testDefaults(catalogue);

it.each(catalogue.filter(({ tex }) => tex.includes("\\ln")))(
  "$name's formula says what it clips the probabilities to",
  ({ tex }) => {
    for (const [, symbol] of tex.matchAll(/\\ln (\w_i)/g)) expect(tex).toContain(`${symbol} = \\min(\\max(`);
    expect(tex).toMatch(/\\ln [pq]_i.* \\quad o = /);
  },
);

describe.each(catalogue.map((row) => [row.name, row] as const))("%s", (name, row) => {
  it("gives the formula's mean for 1 to 70 columns", () => {
    for (let columns = 1; columns <= 70; columns++) {
      const inputs = inputsOf(row, 3, columns);
      const each = inputs[0].map((first, i) => FORMULA[name](first, inputs.at(-1)?.[i] ?? []));
      const mean = sumOf(each, (value) => value) / 3;
      const wide = inputs.map((input) => tensor(input, undefined, "float64"));
      expect(meanOf(row, wide), `${columns} columns`).toBeCloseTo(mean, 12);
      expect(meanOf(row, inputs), `${columns} columns in float32`).toBeCloseTo(mean, 4);
    }
  });

  it("gives a score within its range", () => {
    for (let columns = 1; columns <= 9; columns++) {
      const mean = meanOf(row, inputsOf(row, 4, columns));
      expect(mean).toBeGreaterThanOrEqual(row.range[0]);
      expect(mean).toBeLessThanOrEqual(row.range[1]);
    }
  });

  it("does not depend on the order of the rows", () => {
    const inputs = inputsOf(row, 6, 5);
    const order = [3, 0, 5, 1, 4, 2];
    const reordered = inputs.map((input) => order.map((i) => input[i]));
    // The squares of float32 are added in float32, four at a time.
    expect(meanOf(row, reordered)).toBeCloseTo(meanOf(row, inputs), row.name === "measureMSE" ? 6 : 12);
  });

  it("changes none of its inputs", () => {
    const inputs = inputsOf(row, 3, 4).map((input) => tensor(input));
    const before = inputs.map((input) => input.data.slice());
    meanOf(row, inputs);
    expect(inputs.map((input) => input.data)).toEqual(before);
  });

  it("takes the dtypes of integers as numbers", () => {
    const inputs = row.inputs.map((_, phase) => [
      [0, 1, 0],
      [phase, 0, 1],
    ]);
    const float = meanOf(row, inputs);
    for (const dtype of ["int32", "uint32", "uint8", "bool"] as const) {
      expect(
        meanOf(
          row,
          inputs.map((input) => tensor(input, undefined, dtype)),
        ),
        dtype,
      ).toBeCloseTo(float, 6);
    }
  });

  it("refuses matrices without entries", () => {
    for (const shape of [
      [0, 3],
      [3, 0],
    ]) {
      const empty = row.inputs.map(() => tensor(new Float32Array(0), shape));
      expect(() => meanOf(row, empty)).toThrow(
        new RangeError(`${name}: ${row.inputs[0].name} must not be empty, got shape [${shape.join(", ")}]`),
      );
    }
  });
});

describe.each(catalogue.filter(givesRows).map((row) => [row.name, row] as const))(
  "%s by row",
  (_name, row) => {
    it("has the shape N x 1, and the number as its mean", () => {
      for (const [rows, columns] of [
        [1, 1],
        [1, 6],
        [5, 1],
        [5, 6],
      ]) {
        const inputs = inputsOf(row, rows, columns);
        const scores = rowScores(row, inputs);
        expect(scores.shape).toEqual([rows, 1]);
        expect(sumOf(Array.from(scores.data), (value) => value) / rows).toBeCloseTo(meanOf(row, inputs), 5);
      }
    });

    it("scores each row by itself", () => {
      const inputs = inputsOf(row, 4, 5);
      const scores = rowScores(row, inputs);
      for (let i = 0; i < 4; i++) {
        const alone = inputs.map((input) => [input[i]]);
        expect(rowScores(row, alone).item()).toBe(scores.data[i]);
      }
    });

    it("is float64 if an input is, otherwise float32", () => {
      const inputs = inputsOf(row, 2, 3);
      const wide = inputs.map((input) => tensor(input, undefined, "float64"));
      const whole = inputs.map((input) => tensor(input, undefined, "int32"));
      expect(rowScores(row, inputs).dtype).toBe("float32");
      expect(rowScores(row, whole).dtype).toBe("float32");
      expect(rowScores(row, wide).dtype).toBe("float64");
      expect(rowScores(row, [wide[0], ...inputs.slice(1)]).dtype).toBe("float64");
      expect(rowScores(row, [...inputs.slice(0, -1), wide.at(-1)]).dtype).toBe("float64");
    });
  },
);

// What compares gives 0 for NaN.
const continuous = catalogue.filter((row) => givesRows(row) && row.name !== "measureSparsity");

it.each(continuous.map((row) => [row.name, row] as const))(
  "%s is NaN for a row that holds NaN, and for no other",
  (_, row) => {
    for (let argument = 0; argument < row.inputs.length; argument++) {
      const inputs = inputsOf(row, 3, 4);
      inputs[argument][1][2] = Number.NaN;
      expect(Array.from(rowScores(row, inputs).data, Number.isNaN)).toEqual([false, true, false]);
      expect(meanOf(row, inputs)).toBeNaN();
    }
  },
);
