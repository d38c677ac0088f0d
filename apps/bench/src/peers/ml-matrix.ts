import { Matrix } from "ml-matrix";
import type { Answer, Values } from "../operations.ts";
import { localPeer } from "./peer.ts";

/** ml-matrix holds float64 rows; float32 is widened on the way in and narrowed on the way out. */
export const mlMatrix = localPeer("ml-matrix", "javascript", {
  add: (a, b) => to(Matrix.add(from(a), from(b)), a),
  multiply: (a, b) => to(Matrix.multiply(from(a), from(b)), a),
  exp: (x) => to(Matrix.exp(from(x)), x),
  log: (x) => to(Matrix.log(from(x)), x),
  sum: (x) => from(x).sum(),
  matmul: (a, b) => to(from(a).mmul(from(b)), a),
  spikesTimes: (a, b) => to(from(a).mmul(from(b)), a),
  spikesUpdate: (spikes, errors, weights) =>
    to(from(weights).add(from(spikes).transpose().mmul(from(errors))), weights),
  tanh: (x) => to(Matrix.tanh(from(x)), x),
});

function from({ data, shape }: Values): Matrix {
  const [rows, columns] = shape.length === 2 ? shape : [1, data.length];
  return Matrix.from1DArray(rows, columns, data);
}

function to(matrix: Matrix, { data }: Values): Answer {
  const { rows, columns } = matrix;
  const values =
    data instanceof Float32Array ? new Float32Array(rows * columns) : new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) values.set(matrix.getRow(row), row * columns);
  return values;
}
