import type { FloatDType } from "@ngc/tensor";
import type { Operation } from "./operations.ts";
import type { Kind } from "./workloads/index.ts";

/**
 * What a number is of. "geometric mean" and "smallest": ratios, the contender's time over ours. "largest time": our time over
 * a floor's. "slowest start": milliseconds from import to first answer. "slowest rate": GB/s of our answers, of the values' bytes.
 */
export type Statistic = "geometric mean" | "smallest" | "largest time" | "slowest start" | "slowest rate";

/** Names of peers; or, in each case, that JavaScript library that is fastest in it. */
export type Against = readonly string[] | "fastest JavaScript peer";

/** One number that shall be reached. */
export interface Goal {
  /** Goals of one row of the list belong together. */
  readonly row: string;
  readonly against: Against;
  /** Which cases: all, or those of these kinds or operations. */
  readonly kinds?: readonly Kind[];
  readonly operations?: readonly Operation[];
  readonly sizes: readonly [least: number, most: number];
  readonly dtypes: readonly FloatDType[];
  readonly statistic: Statistic;
  /** Ratios shall be no smaller, times and starts no larger; a goal without one is shown beside those that have. */
  readonly bound?: number;
}

const FLOATS: readonly FloatDType[] = ["float32", "float64"];
const FLOAT32: readonly FloatDType[] = ["float32"];

const JAVASCRIPT = {
  row: "the fastest JavaScript peer, 1,000 to 1,000,000 elements",
  against: "fastest JavaScript peer",
  sizes: [1_000, 1_000_000],
  dtypes: FLOATS,
} as const;

const JAX = {
  against: ["jax"],
  kinds: ["elementwise", "softmax", "metric"],
  dtypes: FLOAT32,
} as const;

const JAX_SMALL = { ...JAX, row: "JAX, elementwise, softmax and metrics, 100 to 10,000 elements" } as const;

const FLOOR = { against: ["floor"], statistic: "largest time", dtypes: FLOAT32 } as const;

/** What the project sets out to reach. */
export const goals: readonly Goal[] = [
  { ...JAVASCRIPT, statistic: "geometric mean", bound: 2 },
  { ...JAVASCRIPT, statistic: "smallest", bound: 0.9 },
  {
    row: "matmul, tfjs-wasm and jax-js, sides 64 to 1,024",
    against: ["tfjs-wasm", "jax-js"],
    operations: ["matmul"],
    sizes: [64 ** 2, 1_024 ** 2],
    dtypes: FLOAT32,
    statistic: "smallest",
    bound: 1,
  },
  { ...JAX_SMALL, sizes: [100, 10_000], statistic: "geometric mean", bound: 2 },
  ...[100, 1_000, 10_000].map(
    (size) => ({ ...JAX_SMALL, sizes: [size, size], statistic: "geometric mean" }) as const,
  ),
  { ...JAX_SMALL, sizes: [100, 10_000], statistic: "smallest", bound: 0.6 },
  {
    ...JAX,
    row: "JAX, elementwise, softmax and metrics, 1,000,000 elements",
    sizes: [1_000_000, 1_000_000],
    statistic: "geometric mean",
    bound: 0.3,
  },
  {
    row: "JAX, bits, uniform and permutation of 1,000,000",
    against: ["jax"],
    operations: ["bits", "uniform", "permutation"],
    sizes: [1_000_000, 1_000_000],
    dtypes: FLOAT32,
    statistic: "smallest",
    bound: 1,
  },
  {
    ...FLOOR,
    row: "an epoch of 60,000 x 784: copying the same bytes into new batches",
    operations: ["epoch"],
    sizes: [47_040_000, 47_040_000],
    bound: 1.5,
  },
  {
    ...FLOOR,
    row: "MSE, ACC and sparsity of 1,000,000: reading the inputs once",
    operations: ["measureMSE", "measureACC", "measureSparsity"],
    sizes: [1_000_000, 1_000_000],
    bound: 2,
  },
  {
    ...FLOOR,
    row: "BCE, CatNLL and KLD of 1,000,000: their logarithms alone",
    operations: ["measureBCE", "measureCatNLL", "measureKLD"],
    sizes: [1_000_000, 1_000_000],
    bound: 1.3,
  },
  {
    row: "BFA-SNN's products, 3 % spikes: JAX's dense ones",
    against: ["jax"],
    operations: ["spikesTimes", "spikesUpdate"],
    sizes: [0, Number.POSITIVE_INFINITY],
    dtypes: FLOAT32,
    statistic: "smallest",
    bound: 3,
  },
  {
    ...FLOOR,
    row: "1,000,000 float32 in and out: copying the bytes and CRC-32C by the same kernel",
    operations: ["roundTrip"],
    sizes: [1_000_000, 1_000_000],
    bound: 1.5,
  },
  {
    row: "CRC-32C of 1,000,000 float32",
    against: [],
    operations: ["crc32c"],
    sizes: [1_000_000, 1_000_000],
    dtypes: FLOAT32,
    statistic: "slowest rate",
    bound: 1,
  },
  {
    row: "cold start of one package over Node's own",
    against: [],
    sizes: [0, 0],
    dtypes: FLOAT32,
    statistic: "slowest start",
    bound: 15,
  },
];
