import { afterEach, describe, expect, it } from "vitest";
import { usePlainPath } from "./authoring.ts";
import { matmul, type Tensor, tensor } from "./index.ts";

/** [rows, inner, columns]: from one element to past a block on each axis. */
const SIZES = [
  [1, 1, 1],
  [3, 5, 7],
  [9, 300, 1],
  [1, 300, 9],
  [64, 64, 64],
  [40, 600, 64],
  [257, 259, 261],
] as const;
const WAYS = [false, true].flatMap((transposeA) =>
  [false, true].flatMap((transposeB) =>
    [false, true].map((accumulate) => ({ transposeA, transposeB, accumulate })),
  ),
);

/** Numbers of both signs, of which only `share` are not 0. */
function matrix(rows: number, columns: number, seed: number, share = 1): Tensor<"float32"> {
  const value = (i: number): number => (((i * seed * 7919) % 1000) / 1000 < share ? Math.sin(i * seed) : 0);
  return tensor(
    Float32Array.from({ length: rows * columns }, (_, i) => value(i + 1)),
    [rows, columns],
  );
}

function turned(x: Tensor<"float32">): Tensor<"float32"> {
  const [rows, columns] = x.shape;
  const at = (i: number): number => x.data[(i % rows) * columns + Math.floor(i / rows)];
  return tensor(
    Float32Array.from(x.data, (_, i) => at(i)),
    [columns, rows],
  );
}

/** What the kernel should give to the bit: float32 sums of 256 products each, added up. */
function product(a: Tensor<"float32">, b: Tensor<"float32">, onto: Float32Array): Float32Array {
  const [rows, inner] = a.shape;
  const columns = b.shape[1];
  return onto.map((start, at) => {
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

describe.each(SIZES.map(([rows, inner, columns]) => ({ rows, inner, columns })))(
  "matmul of $rows x $inner by $inner x $columns",
  ({ rows, inner, columns }) => {
    it.each(WAYS)("sums each element in order, zeros skipped or not: %o", (way) => {
      for (const share of [1, 0.05]) {
        const [a, b] = [matrix(rows, inner, 3, share), matrix(inner, columns, 5)];
        const start = way.accumulate ? matrix(rows, columns, 11).data : new Float32Array(rows * columns);
        const out = way.accumulate ? tensor(start.slice(), [rows, columns]) : undefined;
        const x = way.transposeA ? turned(a) : a;
        const y = way.transposeB ? turned(b) : b;
        expect(matmul(x, y, { ...way, out }).data).toEqual(product(a, b, start));
      }
    });

    it("lies near the plain path, which sums in double precision", () => {
      const [a, b] = [matrix(rows, inner, 3), matrix(inner, columns, 5)];
      const kernel = matmul(a, b).data;
      usePlainPath(true);
      const plain = matmul(a, b).data;
      kernel.forEach((value, i) => {
        expect(Math.abs(value - plain[i])).toBeLessThan(2 ** -24 * (1 + inner));
      });
    });
  },
);

describe("matmul of mostly zeros", () => {
  it.each([NaN, Infinity, -Infinity])("gives NaN for a 0 times %s", (special) => {
    const [a, b] = [matrix(20, 40, 3, 0.05), matrix(40, 12, 5)];
    b.data[5 * 12 + 3] = special;
    const answer = matmul(a, b);
    const silent = Array.from({ length: 20 }, (_, i) => i).filter((i) => a.data[i * 40 + 5] === 0);
    expect(silent.length).toBeGreaterThan(10);
    for (const i of silent) expect(answer.data[i * 12 + 3]).toBeNaN();
  });
});
