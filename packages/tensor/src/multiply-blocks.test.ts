import { afterEach, describe, expect, it } from "vitest";
import { usePlainPath } from "./authoring.ts";
import { astype, clone, matmul, type Tensor, tensor } from "./index.ts";

/** [rows, inner, columns]: from one element to past a block on each axis. */
const SIZES = [
  [1, 1, 1],
  [3, 5, 7],
  [9, 300, 1],
  [1, 300, 9],
  [64, 64, 64],
  [40, 600, 64],
  [130, 140, 256],
  [257, 259, 261],
] as const;
/** Whole columns for several blocks of the outer axis; rows and columns that are too long to come whole; past a dense panel of blocks. */
const LONG = [
  [600, 100, 32],
  [1100, 30, 12],
  [12, 1100, 20],
  [1026, 10, 514],
] as const;
const WAYS = [false, true].flatMap((transposeA) =>
  [false, true].flatMap((transposeB) =>
    [false, true].map((accumulate) => ({ transposeA, transposeB, accumulate })),
  ),
);

type Matrix = Tensor<"float32"> | Tensor<"float64">;

/** Numbers of both signs, of which only `share` are not 0. */
function matrix(
  rows: number,
  columns: number,
  seed: number,
  share = 1,
  Values: Float32ArrayConstructor | Float64ArrayConstructor = Float32Array,
): Matrix {
  const values = new Values(rows * columns);
  for (let i = 1; i <= values.length; i++)
    values[i - 1] = ((i * seed * 7919) % 1000) / 1000 < share ? Math.sin(i * seed) : 0;
  return tensor(values, [rows, columns]);
}

function turned(x: Matrix): Matrix {
  const [rows, columns] = x.shape;
  const data = x.data.slice();
  for (let i = 0; i < data.length; i++) data[i] = x.data[(i % rows) * columns + Math.floor(i / rows)];
  return tensor(data, [columns, rows]);
}

/** What both paths should give to the bit of float64: sums in order, from what is there on. */
function doubleProduct(a: Matrix, b: Matrix, onto: Matrix): Float64Array {
  const inner = a.shape[1];
  const columns = b.shape[1];
  return Float64Array.from(onto.data, (start, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    let sum = start;
    for (let k = 0; k < inner; k++) sum += a.data[i * inner + k] * b.data[k * columns + j];
    return sum;
  });
}

/** What the kernel should give to the bit of float32: sums of 256 products each, added up. */
function product(a: Matrix, b: Matrix, onto: Matrix): Float32Array {
  const [rows, inner] = a.shape;
  const columns = b.shape[1];
  return Float32Array.from(onto.data, (start, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    let total = start;
    for (let block = 0; block < inner; block += 256) {
      let sum = 0;
      for (let k = block; k < Math.min(inner, block + 256); k++)
        sum = Math.fround(sum + Math.fround(a.data[i * inner + k] * b.data[k * columns + j]));
      total = Math.fround(total + sum);
    }
    return i < rows ? total : Number.NaN;
  });
}

afterEach(() => usePlainPath(false));

describe.each([...SIZES, ...LONG].map(([rows, inner, columns]) => ({ rows, inner, columns })))(
  "matmul of $rows x $inner by $inner x $columns",
  ({ rows, inner, columns }) => {
    it.each(WAYS)("sums each element in order, zeros skipped or not: %o", (way) => {
      for (const share of [1, 0.05]) {
        const [a, b] = [matrix(rows, inner, 3, share), matrix(inner, columns, 5)];
        const start = matrix(rows, columns, 11, way.accumulate ? 1 : 0);
        const out = way.accumulate ? clone(start) : undefined;
        const x = way.transposeA ? turned(a) : a;
        const y = way.transposeB ? turned(b) : b;
        expect(matmul(x, y, { ...way, out }).data).toEqual(product(a, b, start));
      }
    });

    it.each(WAYS)("gives the same bits of float64 on both paths, zeros skipped or not: %o", (way) => {
      for (const share of [1, 0.05]) {
        const [a, b] = [
          matrix(rows, inner, 3, share, Float64Array),
          matrix(inner, columns, 5, 1, Float64Array),
        ];
        const start = matrix(rows, columns, 11, way.accumulate ? 1 : 0, Float64Array);
        const expected = doubleProduct(a, b, start);
        for (const plain of [false, true]) {
          usePlainPath(plain);
          const out = way.accumulate ? clone(start) : undefined;
          const x = way.transposeA ? turned(a) : a;
          const y = way.transposeB ? turned(b) : b;
          expect(matmul(x, y, { ...way, out }).data).toEqual(expected);
        }
      }
    });
  },
);

it.each([false, true])(
  "sums in order past a panel of blocks on each axis, onto what is there: %s",
  (accumulate) => {
    const wide = [
      matrix(514, 130, 3, 1, Float64Array),
      matrix(130, 258, 5, 1, Float64Array),
      matrix(514, 258, 11, Number(accumulate), Float64Array),
    ] as const;
    const narrow = [
      matrix(1026, 258, 3),
      matrix(258, 514, 5),
      matrix(1026, 514, 11, Number(accumulate)),
    ] as const;
    for (const [a, b, start] of [wide, narrow]) {
      const expected = a.dtype === "float32" ? product(a, b, start) : doubleProduct(a, b, start);
      expect(matmul(a, b, { accumulate, out: accumulate ? clone(start) : undefined }).data).toEqual(expected);
    }
  },
);

it.each(SIZES)(
  "matmul of %i x %i by %i columns lies near the plain path, which sums in double precision",
  (rows, inner, columns) => {
    const [a, b] = [matrix(rows, inner, 3), matrix(inner, columns, 5)];
    const kernel = matmul(a, b).data;
    usePlainPath(true);
    const plain = matmul(a, b).data;
    kernel.forEach((value, i) => {
      expect(Math.abs(value - plain[i])).toBeLessThan(2 ** -24 * (1 + inner));
    });
  },
);

describe("matmul of mostly zeros", () => {
  it.each([0, 1, 0.5, NaN])(
    "skips the multiplication by 1 only where all that fires is 1, one being %d",
    (last) => {
      for (const Values of [Float32Array, Float64Array]) {
        const a = matrix(600, 100, 3, 0.05, Values);
        a.data.forEach((value, i) => {
          a.data[i] = Number(value !== 0);
        });
        a.data[a.data.length - 1] = last;
        const [b, zero] = [matrix(100, 32, 5, 1, Values), matrix(600, 32, 1, 0, Values)];
        const expected = Values === Float32Array ? product(a, b, zero) : doubleProduct(a, b, zero);
        expect(matmul(a, b).data).toEqual(expected);
        expect(matmul(turned(a), b, { transposeA: true }).data).toEqual(expected);
      }
    },
  );

  it("looks for infinities in each block of B, and only there", () => {
    for (const Values of [Float32Array, Float64Array]) {
      const [a, b] = [matrix(600, 300, 3, 0.05, Values), matrix(300, 300, 5, 1, Values)];
      const finite = matmul(a, b).data;
      for (const [k, j] of [
        [0, 0],
        [299, 0],
        [5, 299],
        [299, 299],
      ]) {
        const special = clone(b);
        special.data[k * 300 + j] = Infinity;
        const answer = matmul(a, special).data;
        const wrong = answer.findIndex((value, at) => {
          const factor = a.data[Math.floor(at / 300) * 300 + k];
          const isTouched = at % 300 === j;
          return !Object.is(value, !isTouched ? finite[at] : factor === 0 ? Number.NaN : factor * Infinity);
        });
        expect(wrong, `Infinity at ${k}, ${j}`).toBe(-1);
      }
      expect(matmul(a, b).data).toEqual(finite);
    }
  });

  it("sums what is finite beside numbers whose sum is not", () => {
    const [a, zero] = [matrix(40, 600, 3, 0.05), matrix(40, 64, 1, 0)];
    const b = matrix(600, 64, 5);
    b.data.forEach((value, i) => {
      b.data[i] = 1e38 * Math.sign(value);
    });
    expect(matmul(a, b).data).toEqual(product(a, b, zero));
  });

  it("lists columns as it lists rows, beside infinities too", () => {
    for (const Values of [Float32Array, Float64Array])
      for (const inner of [100, 300]) {
        const [a, b] = [matrix(600, inner, 3, 0.05, Values), matrix(inner, 300, 5, 1, Values)];
        for (const at of [0, 299, 300 * inner - 1]) {
          const special = clone(b);
          special.data[at] = Infinity;
          const answer = matmul(turned(a), special, { transposeA: true });
          expect(answer.data, `Infinity at ${at}`).toEqual(matmul(a, special).data);
        }
      }
  });

  it.each([NaN, Infinity, -Infinity])("gives NaN for a 0 times %s", (special) => {
    for (const Values of [Float32Array, Float64Array]) {
      const [a, b] = [matrix(20, 40, 3, 0.05, Values), matrix(40, 12, 5, 1, Values)];
      b.data[5 * 12 + 3] = special;
      const answer = matmul(a, b);
      const silent = Array.from({ length: 20 }, (_, i) => i).filter((i) => a.data[i * 40 + 5] === 0);
      expect(silent.length).toBeGreaterThan(10);
      for (const i of silent) expect(answer.data[i * 12 + 3]).toBeNaN();
    }
  });

  it.each([1, 0.05])("added to -0 leaves 0, of which %d is not 0", (share) => {
    for (const Values of [Float32Array, Float64Array])
      for (const plain of [false, true]) {
        usePlainPath(plain);
        const out = tensor(new Values(20 * 12).fill(-0), [20, 12]);
        const silent = matrix(20, 40, 3, share, Values);
        const nothing = tensor(new Values(40 * 12).fill(-0), [40, 12]);
        expect(matmul(silent, nothing, { out, accumulate: true }).data).toEqual(new Values(20 * 12));
      }
  });
});

describe("matmul of other dtypes beside float64", () => {
  it("is that of the same numbers in float64, to the bit", () => {
    const b = matrix(300, 40, 5, 1, Float64Array);
    const counts = tensor(
      Int32Array.from({ length: 9 * 300 }, (_, i) => (i * 7919) % 5000),
      [9, 300],
    );
    for (const a of [
      matrix(9, 300, 3),
      counts,
      tensor(
        Uint8Array.from(counts.data, (n) => n % 2),
        [9, 300],
        "bool",
      ),
    ])
      expect(matmul(a, b).data).toEqual(matmul(astype(a, "float64"), b).data);
  });
});
