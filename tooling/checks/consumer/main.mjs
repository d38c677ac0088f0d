// A user's program, as an ES module: plain JavaScript, no types, nothing but the installed packages.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFunction, relu, softmax } from "@ngc/activations";
import { catalogue } from "@ngc/activations/catalogue";
import { DataLoader } from "@ngc/data";
import { decode, deserialize, encode, serialize } from "@ngc/io";
import { measureMSE } from "@ngc/metrics";
import { initializeParams, key, permutation, randomState } from "@ngc/random";
import { arctanEstimator } from "@ngc/surrogate";
import { isTensor, matmul, tensor } from "@ngc/tensor";

assert.deepEqual(relu([-1, 2]).toArray(), [0, 2]);
assert.deepEqual(softmax([[1, 1]]).toArray(), [[0.5, 0.5]]);
assert.equal(createFunction("tanh")[1](0), 1);
assert.ok(catalogue.some(({ name }) => name === "relu"));
assert.equal(measureMSE([[1, 2]], [[1, 0]]), 4);
assert.deepEqual(permutation(key(0), 10).toArray(), [0, 1, 8, 5, 6, 4, 3, 2, 7, 9]);
assert.deepEqual(initializeParams(key(0), ["constant", 2], [1, 2]).toArray(), [[2, 2]]);
assert.equal(randomState(1234).randint(0, 10), 3);
assert.equal(arctanEstimator()[0](1), 1);
assert.deepEqual(matmul([[1, 2]], [[3], [4]]).toArray(), [[11]]);

const loader = new DataLoader({ x: [[1], [2], [3], [4]] }, 2, { disableShuffle: true });
assert.deepEqual(
  Array.from(loader, ({ x }) => x.toArray()),
  [
    [[1], [2]],
    [[3], [4]],
  ],
);

const saved = { weights: tensor([[1, 2]]), epoch: 3 };
assert.deepEqual(decode(encode(saved)).weights.toArray(), [[1, 2]]);
const folder = mkdtempSync(join(tmpdir(), "consumer-"));
await serialize(join(folder, "model"), saved);
assert.equal((await deserialize(join(folder, "model"))).epoch, 3);
rmSync(folder, { recursive: true });

// The CommonJS copy of a package is another copy; the values of one are values of the other.
const require = createRequire(import.meta.url);
assert.ok(isTensor(require("@ngc/tensor").tensor([1])));
assert.deepEqual(require("@ngc/random").permutation(key(0), 3).toArray(), permutation(key(0), 3).toArray());
