import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  argmax,
  argsort,
  cumsum,
  max,
  mean,
  min,
  slice,
  sort,
  sum,
  type Tensor,
  take,
  tensor,
  transpose,
} from "./index.ts";

const axisOf = fc
  .array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 3 })
  .chain((shape) => fc.tuple(fc.constant(shape), fc.integer({ min: 0, max: shape.length - 1 })));

function filled(shape: readonly number[]): Tensor<"float64"> {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(
    Float64Array.from({ length: size }, (_, i) => Math.round(1e6 * Math.sin(i)) / 64),
    shape,
  );
}

/** The lanes along `axis`, first the ones of the outer axes. */
function lanes(x: Tensor<"float64">, axis: number): number[][] {
  const last = x.shape.length - 1;
  const order = [...x.shape.keys()].filter((i) => i !== axis);
  const moved = transpose(x, [...order, axis]);
  const count = moved.shape[last];
  return Array.from({ length: moved.data.length / count }, (_, i) =>
    Array.from(moved.data.subarray(i * count, (i + 1) * count)),
  );
}

describe("reductions along an axis", () => {
  it("are those of each lane", () => {
    fc.assert(
      fc.property(axisOf, ([shape, axis]) => {
        const x = filled(shape);
        const rows = lanes(x, axis);
        expect([...sum(x, { axis }).data]).toEqual(rows.map((row) => row.reduce((a, b) => a + b)));
        expect([...max(x, { axis }).data]).toEqual(rows.map((row) => Math.max(...row)));
        expect([...min(x, { axis }).data]).toEqual(rows.map((row) => Math.min(...row)));
        expect([...argmax(x, { axis }).data]).toEqual(rows.map((row) => row.indexOf(Math.max(...row))));
        expect([...mean(x, { axis }).data]).toEqual(
          rows.map((row) => row.reduce((a, b) => a + b) / row.length),
        );
      }),
    );
  });

  it("the last running sum is the sum", () => {
    fc.assert(
      fc.property(axisOf, ([shape, axis]) => {
        const x = filled(shape);
        expect([...slice(cumsum(x, { axis }), -1, undefined, { axis }).data]).toEqual([
          ...sum(x, { axis }).data,
        ]);
      }),
    );
  });
});

describe("order", () => {
  const anyDoubles = fc.array(fc.oneof(fc.double(), fc.constantFrom(Number.NaN, 0, -0, 1, 1)), {
    maxLength: 70,
  });

  it("argsort names the places that sort takes its values from", () => {
    fc.assert(
      fc.property(anyDoubles, (values) => {
        const x = tensor(Float64Array.from(values));
        expect(take(x, argsort(x)).toArray()).toEqual(sort(x).toArray());
      }),
    );
  });

  it("argsort is a stable order with NaN last", () => {
    fc.assert(
      fc.property(anyDoubles, (values) => {
        const rank = (v: number): number => (Number.isNaN(v) ? 1 : 0);
        const order = [...values.keys()].sort((i, j) => {
          const [a, b] = [values[i], values[j]];
          return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : i - j);
        });
        expect(argsort(Float64Array.from(values)).toArray()).toEqual(order);
      }),
    );
  });
});
