// CommonJS gets declarations of its own.
import activations = require("@ngc/activations");
import tensor = require("@ngc/tensor");

export const row: tensor.Tensor<"float32"> = activations.relu([-1, 2]);
// @ts-expect-error: no activation of a word
activations.relu("1");
