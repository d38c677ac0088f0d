import { crc32c } from "@ngc/io";
import { log, type Tensor, zeros } from "@ngc/tensor";
import type { Values } from "../operations.ts";
import { localPeer } from "./peer.ts";

/** The work that no implementation can leave out. A floor has no answer to compare: it is what a goal is measured from. */
export const floors = localPeer("floor", "floor", {
  // The same bytes, copied row by row in order into new batches.
  epoch: ({ data, shape: [rows, columns] }, batchSize) => {
    let last = data.subarray(0, 0);
    for (let row = 0; row < rows; row += batchSize) {
      last = new Float32Array(batchSize * columns);
      last.set(data.subarray(row * columns, (row + batchSize) * columns));
    }
    return last;
  },
  // No format at all: the bytes copied into a file and out of it, and their checksum each time, by the project's own function.
  roundTrip: ({ data: { buffer, byteOffset, byteLength } }) => {
    const file = new Uint8Array(buffer, byteOffset, byteLength).slice();
    const written = crc32c(file);
    return file.slice().length + written - crc32c(file);
  },
  crc32c: (x) => read(x),
  measureACC: (mu, y) => read(mu) + read(y),
  measureMSE: (mu, x) => read(mu) + read(x),
  measureSparsity: (codes) => read(codes),
  // Their logarithms alone, by the project's own function, into memory that stands ready.
  measureBCE: (p) => logOf(p) + logOf(p),
  measureCatNLL: (p) => logOf(p),
  measureKLD: (pXHat, pX) => logOf(pXHat) + logOf(pX),
});

/** As many values as are copied at once: what stays in a first cache. */
const PIECE = 4_096;
const piece = new Float64Array(PIECE);
const narrowPiece = new Float32Array(PIECE);

/** Reads all values once, at the speed of memory: copies them, piece by piece, over each other. */
function read({ data }: Values): number {
  const to = data instanceof Float32Array ? narrowPiece : piece;
  for (let begin = 0; begin < data.length; begin += PIECE) to.set(data.subarray(begin, begin + PIECE));
  return to[0];
}

const results = new Map<string, Tensor<"float32"> | Tensor<"float64">>();

function logOf(x: Values): number {
  const name = `${x.dtype} ${x.shape}`;
  const out = results.get(name) ?? zeros(x.shape, x.dtype);
  results.set(name, out);
  return log(x, { out }).data[0];
}
