import { key } from "@ngc/random";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataLoader, type DataLoaderOptions } from "./index.ts";

/** A number of rows, a batch size that fits, a seed. */
const settings = fc
  .integer({ min: 1, max: 60 })
  .chain((rows) => fc.tuple(fc.constant(rows), fc.integer({ min: 1, max: rows }), fc.integer()));

function loaderOf(rows: number, batchSize: number, seed: number, options?: DataLoaderOptions) {
  const row = Int32Array.from({ length: rows }, (_, i) => i);
  return new DataLoader({ row }, batchSize, { key: key(seed), ...options });
}

function epochOf(loader: ReturnType<typeof loaderOf>): number[][] {
  return Array.from(loader, (batch) => Array.from(batch.row.data));
}

function sorted(numbers: number[]): number[] {
  return numbers.slice().sort((a, b) => a - b);
}

describe("an epoch", () => {
  it("without filling is a permutation of all rows", () => {
    fc.assert(
      fc.property(settings, ([rows, batchSize, seed]) => {
        const batches = epochOf(loaderOf(rows, batchSize, seed, { ensureEqualBatches: false }));
        expect(sorted(batches.flat())).toEqual(Array.from({ length: rows }, (_, i) => i));
      }),
    );
  });

  it("with filling has batches of one size, and ends with its own front", () => {
    fc.assert(
      fc.property(settings, ([rows, batchSize, seed]) => {
        const batches = epochOf(loaderOf(rows, batchSize, seed));
        expect(batches.every((batch) => batch.length === batchSize)).toBe(true);
        const order = batches.flat();
        expect(order.slice(rows)).toEqual(order.slice(0, order.length - rows));
      }),
    );
  });

  it("never repeats a row within a batch", () => {
    fc.assert(
      fc.property(settings, ([rows, batchSize, seed]) => {
        for (const batch of epochOf(loaderOf(rows, batchSize, seed)))
          expect(new Set(batch).size).toBe(batch.length);
      }),
    );
  });

  it("has the same order whatever the batch size", () => {
    fc.assert(
      fc.property(settings, ([rows, batchSize, seed]) => {
        const whole = epochOf(loaderOf(rows, rows, seed)).flat();
        expect(
          epochOf(loaderOf(rows, batchSize, seed))
            .flat()
            .slice(0, rows),
        ).toEqual(whole);
      }),
    );
  });
});

it("iterators that take turns at random each give one whole epoch", () => {
  fc.assert(
    fc.property(settings, fc.infiniteStream(fc.nat()), ([rows, batchSize, seed], turns) => {
      const loader = loaderOf(rows, batchSize, seed, { ensureEqualBatches: false });
      const iterators = [loader, loader, loader].map((each) => each[Symbol.iterator]());
      const seen: number[][] = [[], [], []];
      const alive = [0, 1, 2];
      while (alive.length > 0) {
        const turn = turns.next().value % alive.length;
        const { value, done } = iterators[alive[turn]].next();
        if (done) alive.splice(turn, 1);
        else seen[alive[turn]].push(...value.row.data);
      }
      for (const order of seen) expect(sorted(order)).toEqual(Array.from({ length: rows }, (_, i) => i));
    }),
  );
});
