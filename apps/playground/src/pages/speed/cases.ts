/** A workload of the benchmark, and with how many elements the page measures it. */
export interface MeasuredOperation {
  readonly operation: string;
  /** Its package, or what its name does not say. */
  readonly note: string;
  /** Where the reference has it. */
  readonly entry: string | undefined;
  readonly sizes: readonly number[];
}

/** One operation of one size. */
export interface SpeedCase {
  readonly operation: string;
  readonly size: number;
}

/** One where the call itself counts, one that stays in a core's own cache, one that does not. */
const WANTED = [1_000, 10_000, 1_000_000];

/** Those of a workload's sizes that come nearest to the three by their ratio, and have no more elements than the largest. */
export function sizesFrom(sizes: readonly number[]): number[] {
  const offered = sizes.filter((size) => size <= WANTED[2]);
  const apart = (size: number, wanted: number): number => Math.abs(Math.log(size / wanted));
  const nearest = WANTED.map((wanted) =>
    offered.reduce((best, size) => (apart(size, wanted) < apart(best, wanted) ? size : best)),
  );
  return [...new Set(nearest)];
}

/** Every case, row by row. */
export function casesOf(operations: readonly MeasuredOperation[]): SpeedCase[] {
  return operations.flatMap(({ operation, sizes }) => sizes.map((size) => ({ operation, size })));
}

/** What was found for a case, if it was measured. */
export function resultOf<R extends SpeedCase>(results: readonly R[], wanted: SpeedCase): R | undefined {
  return results.find(({ operation, size }) => operation === wanted.operation && size === wanted.size);
}
