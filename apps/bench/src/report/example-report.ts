import { ratioOf } from "../measure.ts";
import type { Report } from "./report.ts";
import type { CaseResult } from "./result.ts";

const relu = {
  package: "@ngc/activations",
  operation: "relu",
  kind: "elementwise",
  dtype: "float32",
} as const;

const results: CaseResult[] = [
  {
    ...relu,
    size: 1_000,
    times: [0.0123],
    ours: 0.0123,
    peers: [
      { name: "a", kind: "javascript", ratio: ratioOf([7.9, 8, 8.1]) },
      { name: "b", kind: "javascript", fault: "differs: 1 for 0 & <more>" },
      { name: "floor", kind: "floor", ratio: ratioOf([0.1]) },
    ],
  },
  {
    ...relu,
    size: 100_000,
    times: [1.23],
    ours: 1.23,
    peers: [{ name: "a", kind: "javascript", ratio: ratioOf([0.4, 0.5, 0.6]) }],
  },
];

/** A small run, for tests. */
export const exampleReport: Report = {
  date: "2000-01-01",
  quick: false,
  machine: { node: "v1", platform: "", cpu: "", cores: 1, features: [], memory: 1 },
  versions: {},
  withoutPython: "python3: not found",
  results,
  footprints: [{ name: "@ngc/io", start: [12.34, 11, 13], memory: 5_400_000, bundle: 3_210 }],
  goals: [
    {
      goal: {
        row: "peers",
        against: ["a"],
        sizes: [100, 100],
        dtypes: [],
        statistic: "smallest",
        bound: 0.9,
      },
      measured: 0.5,
      met: false,
      whole: true,
      count: 2,
      worst: "relu",
    },
  ],
};
