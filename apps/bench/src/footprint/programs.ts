/** The smallest program that answers: an ES module that exports `answer(x)`, where `x` is a Float32Array. */
export interface Program {
  readonly name: string;
  /** Which package of ours it starts; peers have none. */
  readonly package?: string;
  readonly source: string;
  /** Files that a bundle of it fetches besides, from the root of node_modules. */
  readonly assets?: readonly string[];
}

/** One function of each package, and a sigmoid of each peer (tanh of ml-matrix, which has none). */
export const programs: readonly Program[] = [
  ...own("tensor", "exp", "exp(x).data"),
  ...own("random", "key, uniform", "uniform(key(7), [x.length]).data"),
  ...own("activations", "sigmoid", "sigmoid(x).data"),
  ...own(
    "metrics",
    "measureSparsity",
    "measureSparsity({ data: x, shape: [1, x.length], dtype: 'float32' }).data",
  ),
  ...own("data", "DataLoader", "[...new DataLoader({ x }, x.length, { disableShuffle: true })][0].x.data"),
  ...own("surrogate", "arctanEstimator", "arctanEstimator()[1](x).data"),
  ...own("io", "decode, encode", "decode(encode(x))"),
  {
    name: "tfjs-wasm",
    source: `import "@tensorflow/tfjs-backend-wasm";
${tfjs("wasm")}`,
    assets: ["@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm"],
  },
  {
    name: "tfjs-cpu",
    source: `import "@tensorflow/tfjs-backend-cpu";
${tfjs("cpu")}`,
  },
  {
    name: "jax-js",
    source: `import { defaultDevice, init, nn, numpy as np } from "@jax-js/jax";
await init("wasm");
defaultDevice("wasm");
export const answer = (x) => nn.sigmoid(np.array(x)).dataSync();`,
  },
  {
    name: "numpy-ts",
    source: `import { add, array, exp, negative, reciprocal } from "numpy-ts";
export const answer = (x) => reciprocal(add(exp(negative(array(x))), 1)).data;`,
  },
  {
    name: "ml-matrix",
    source: `import { Matrix } from "ml-matrix";
export const answer = (x) => Matrix.tanh(Matrix.from1DArray(1, x.length, x)).getRow(0);`,
  },
  {
    name: "stdlib",
    source: `import expit from "@stdlib/math-base-special-expit";
export const answer = (x) => x.map((value) => expit(value));`,
  },
];

function own(name: string, imports: string, expression: string): Program[] {
  const source = `import { ${imports} } from "@ngc/${name}";
export const answer = (x) => ${expression};`;
  return [{ name: `@ngc/${name}`, package: `@ngc/${name}`, source }];
}

function tfjs(backend: string): string {
  return `import { setBackend, sigmoid, tensor1d } from "@tensorflow/tfjs-core";
await setBackend("${backend}");
export const answer = (x) => sigmoid(tensor1d(x)).dataSync();`;
}
