import { localPeer } from "./peer.ts";

/** The loop that one would write by hand, with nothing checked: what V8 makes of plain JavaScript. */
export const plain = localPeer(
  "plain loop",
  "loop",
  {
    add: ({ data: a }, { data: b }) => {
      const sum = new Float32Array(a.length);
      for (let i = 0; i < a.length; i++) sum[i] = a[i] + b[i];
      return sum;
    },
    matmul: ({ data: a, shape: [rows, inner] }, { data: b, shape: [, columns] }) => {
      const product = new Float32Array(rows * columns);
      for (let row = 0; row < rows; row++) {
        for (let k = 0; k < inner; k++) {
          const factor = a[row * inner + k];
          for (let column = 0; column < columns; column++)
            product[row * columns + column] += factor * b[k * columns + column];
        }
      }
      return product;
    },
    uniform: (seed, length) => {
      const draws = new Float32Array(length);
      const keys = [0, seed, seed ^ 0x1bd11bda];
      for (let i = 0; i < length; i++) draws[i] = (threefryBits(keys, i) >>> 9) * 2 ** -23;
      return draws;
    },
    relu: ({ data }) => {
      const answer = new Float32Array(data.length);
      for (let i = 0; i < data.length; i++) answer[i] = Math.max(0, data[i]);
      return answer;
    },
    sigmoid: ({ data }) => {
      const answer = new Float32Array(data.length);
      for (let i = 0; i < data.length; i++) answer[i] = 1 / (1 + Math.exp(-data[i]));
      return answer;
    },
    spikesTimes: ({ data: a, shape: [rows, inner] }, { data: b, shape: [, columns] }) => {
      const product = new Float32Array(rows * columns);
      for (let row = 0; row < rows; row++) {
        for (let k = 0; k < inner; k++) {
          if (a[row * inner + k] === 0) continue;
          for (let column = 0; column < columns; column++)
            product[row * columns + column] += b[k * columns + column];
        }
      }
      return product;
    },
    softmax: ({ data, shape: [rows, columns] }) => {
      const answer = new Float32Array(data.length);
      for (let begin = 0; begin < rows * columns; begin += columns) {
        let largest = Number.NEGATIVE_INFINITY;
        for (let i = begin; i < begin + columns; i++) largest = Math.max(largest, data[i]);
        let sum = 0;
        for (let i = begin; i < begin + columns; i++) sum += answer[i] = Math.exp(data[i] - largest);
        for (let i = begin; i < begin + columns; i++) answer[i] /= sum;
      }
      return answer;
    },
    measureMSE: ({ data: mu, shape: [rows] }, { data: x }) => {
      let sum = 0;
      for (let i = 0; i < mu.length; i++) sum += (mu[i] - x[i]) ** 2;
      return sum / rows;
    },
    measureCatNLL: ({ data: p, shape: [rows] }, { data: x }) => {
      let sum = 0;
      for (let i = 0; i < p.length; i++) sum -= x[i] * Math.log(Math.min(Math.max(p[i], 1e-7), 1 - 1e-7));
      return sum / rows;
    },
    crc32c: ({ data: { buffer, byteOffset, byteLength } }) => {
      let register = -1;
      for (const byte of new Uint8Array(buffer, byteOffset, byteLength))
        register = (register >>> 8) ^ remainders[(register ^ byte) & 255];
      return ~register >>> 0;
    },
    arctanDerivative: ({ data }) => {
      const answer = new Float32Array(data.length);
      for (let i = 0; i < data.length; i++) answer[i] = 1 / Math.PI / (1 + (Math.PI * data[i]) ** 2);
      return answer;
    },
    learnDigits: (x, { data: y }, { data: w }, { data: b }, rate, share, seed) => {
      const [rows, pixels] = x.shape;
      const learned = new Float32Array(w.length + b.length + 2);
      learned.set(w);
      learned.set(b, w.length);
      const keys = [0, seed, seed ^ 0x1bd11bda];
      const seen = new Float32Array(pixels);
      for (let row = 0; row < rows; row++) {
        const all = x.data.subarray(row * pixels, (row + 1) * pixels);
        const right = y.indexOf(1, row * b.length) - row * b.length;
        const chances = chancesOf(all, w, b);
        learned[w.length + b.length] -= Math.log(chances[right]) / rows;
        learned[w.length + b.length + 1] += chances[right] === Math.max(...chances) ? 1 / rows : 0;
        for (let i = 0; i < pixels; i++) {
          const draw = (threefryBits(keys, row * pixels + i) >>> 9) * 2 ** -23;
          seen[i] = draw <= 1 - share ? all[i] / (1 - share) : 0;
        }
        const steps = chancesOf(seen, w, b);
        steps[right] -= 1;
        for (let c = 0; c < b.length; c++) learned[w.length + c] -= steps[c] *= rate / rows;
        for (let i = 0; i < pixels; i++)
          for (let c = 0; c < b.length; c++) learned[i * b.length + c] -= steps[c] * seen[i];
      }
      return learned;
    },
  },
  { dtypes: ["float32"] },
);

/** The softmax of `x weights + biases`. */
function chancesOf(x: Float32Array, weights: Float32Array, biases: Float32Array): Float32Array {
  const answer = biases.slice();
  for (let i = 0; i < x.length; i++)
    for (let c = 0; c < answer.length; c++) answer[c] += x[i] * weights[i * answer.length + c];
  const largest = Math.max(...answer);
  let sum = 0;
  for (let c = 0; c < answer.length; c++) sum += answer[c] = Math.exp(answer[c] - largest);
  for (let c = 0; c < answer.length; c++) answer[c] /= sum;
  return answer;
}

/** Of each byte by Castagnoli's polynomial. */
const remainders = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0x82f63b78 : 0);
  return remainder;
});

const ROTATIONS = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
];

/** Threefry-2x32 of the counter (0, i), its two words folded into one, as JAX draws them. */
function threefryBits(keys: readonly number[], i: number): number {
  let a = keys[0];
  let b = (i + keys[1]) | 0;
  for (let group = 1; group <= 5; group++) {
    const rotations = ROTATIONS[(group - 1) % 2];
    for (let round = 0; round < 4; round++) {
      a = (a + b) | 0;
      b = ((b << rotations[round]) | (b >>> (32 - rotations[round]))) ^ a;
    }
    a = (a + keys[group % 3]) | 0;
    b = (b + keys[(group + 1) % 3] + group) | 0;
  }
  return (a ^ b) >>> 0;
}
