// The same from CommonJS, which has its own build of each package.
const assert = require("node:assert/strict");
const { relu } = require("@ngc/activations");
const { catalogue } = require("@ngc/metrics/catalogue");
const { DataLoader } = require("@ngc/data");
const { decode, encode } = require("@ngc/io");
const { measureACC } = require("@ngc/metrics");
const { key, uniform } = require("@ngc/random");
const { triangularEstimator } = require("@ngc/surrogate");
const { tensor } = require("@ngc/tensor");
const { asTensor } = require("@ngc/tensor/authoring");

assert.deepEqual(relu([-1, 2]).toArray(), [0, 2]);
assert.ok(catalogue.length > 0);
assert.equal(new DataLoader({ x: [[1], [2]] }, 1, { key: key(1) }).length, 2);
assert.deepEqual(decode(encode(tensor([1, 2]))).toArray(), [1, 2]);
assert.equal(measureACC([[0, 1]], [[0, 1]]), 1);
assert.deepEqual(uniform(key(3), [2]).shape, [2]);
assert.equal(triangularEstimator()[1](0), 1);
assert.equal(typeof asTensor, "function");
