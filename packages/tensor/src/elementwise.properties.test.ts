import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, allClose, broadcastTo, round, type Tensor, tensor, where } from "./index.ts";

/** Two or three shapes that broadcast: a common one, of which each keeps its last axes, some of them as 1. */
function shapes(count: number): fc.Arbitrary<number[][]> {
  return fc
    .array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 })
    .chain((common) =>
      fc.tuple(
        ...Array.from({ length: count }, () =>
          fc
            .tuple(
              fc.integer({ min: 0, max: common.length }),
              fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
            )
            .map(([from, ones]) => common.slice(from).map((n, i) => (ones[i] ? 1 : n))),
        ),
      ),
    );
}

function filled(shape: number[], seed: number): Tensor<"float64"> {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(
    Float64Array.from({ length: size }, (_, i) => Math.sin(seed + i)),
    shape,
  );
}

/** The element of `x` that broadcasting puts at `index`. */
function at(x: Tensor, index: readonly number[]): number {
  const own = index.slice(index.length - x.shape.length);
  return Number(x.data[x.shape.reduce((offset, n, axis) => offset * n + (n === 1 ? 0 : own[axis]), 0)]);
}

function indices(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (all, n) => all.flatMap((head) => Array.from({ length: n }, (_, i) => [...head, i])),
    [[]],
  );
}

describe("broadcasting", () => {
  it("gives each pair what a loop over all indices gives", () => {
    fc.assert(
      fc.property(shapes(2), ([p, q]) => {
        const [a, b] = [filled(p, 1), filled(q, 2)];
        const sum = add(a, b);
        expect([...sum.data]).toEqual(indices(sum.shape).map((index) => at(a, index) + at(b, index)));
      }),
    );
  });

  it("holds for three", () => {
    fc.assert(
      fc.property(shapes(3), ([p, q, r]) => {
        const [cond, a, b] = [round(filled(p, 1)), filled(q, 2), filled(r, 3)];
        const chosen = where(cond, a, b);
        const expected = indices(chosen.shape).map((i) => (at(cond, i) === 0 ? at(b, i) : at(a, i)));
        expect([...chosen.data]).toEqual(expected);
      }),
    );
  });

  it("is what broadcastTo does to each side", () => {
    fc.assert(
      fc.property(shapes(2), ([p, q]) => {
        const [a, b] = [filled(p, 1), filled(q, 2)];
        const sum = add(a, b);
        expect(add(broadcastTo(a, sum.shape), broadcastTo(b, sum.shape)).data).toEqual(sum.data);
        expect(allClose(sum, add(b, a), { rtol: 0, atol: 0 })).toBe(true);
      }),
    );
  });
});

describe("round", () => {
  it("lies within a half, and on the even side of one", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e15, max: 1e15 }), (x) => {
        const near = round(x);
        expect(Number.isInteger(near)).toBe(true);
        expect(Math.abs(near - x)).toBeLessThanOrEqual(0.5);
        if (Math.abs(near - x) === 0.5) expect(near % 2).toBeCloseTo(0);
      }),
    );
  });
});
