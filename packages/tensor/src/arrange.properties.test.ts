import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arange, concat, expandDims, reshape, slice, squeeze, stack, take, transpose } from "./index.ts";

const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });

describe("arranging", () => {
  it("transpose undoes itself, and a permutation is undone by its inverse", () => {
    fc.assert(
      fc.property(shapes, fc.infiniteStream(fc.nat()), (shape, keys) => {
        const x = reshape(arange(shape.reduce((a, b) => a * b)), shape);
        expect(transpose(transpose(x))).toEqual(x);
        const axes = [...shape.keys()].map((axis) => [keys.next().value as number, axis]);
        const order = axes.sort((p, q) => p[0] - q[0]).map(([, axis]) => axis);
        const inverse = order.map((_, axis) => order.indexOf(axis));
        expect(transpose(transpose(x, order), inverse)).toEqual(x);
      }),
    );
  });

  it("slices joined again are the whole", () => {
    fc.assert(
      fc.property(shapes, fc.nat(), fc.nat(), (shape, n, m) => {
        const x = reshape(arange(shape.reduce((a, b) => a * b)), shape);
        const axis = n % shape.length;
        const cut = m % (shape[axis] + 1);
        const parts = [slice(x, 0, cut, { axis }), slice(x, cut, undefined, { axis })];
        expect(concat(parts, { axis })).toEqual(x);
        const entries = Array.from({ length: shape[axis] }, (_, i) =>
          squeeze(slice(x, i, i + 1, { axis }), { axis }),
        );
        expect(stack(entries, { axis })).toEqual(x);
        expect(squeeze(expandDims(x, axis), { axis })).toEqual(x);
        expect(take(x, arange(shape[0]))).toEqual(x);
      }),
    );
  });
});
