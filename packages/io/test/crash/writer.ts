// Saves one document after another until it is killed: `node writer.mjs FILE`.
import { tensor } from "@ngc/tensor";
import { serializeSync } from "../../src/files/serialize.ts";

const [, , file] = process.argv;
for (let round = 0; ; round++) {
  serializeSync(file, { round, weights: tensor(new Float32Array(100_000).fill(round)) });
  if (round === 0) process.stdout.write("first\n");
}
