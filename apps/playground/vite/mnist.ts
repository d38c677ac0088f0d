import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { constants, deflateSync } from "node:zlib";
import { readMnist } from "@app/exhibits/digits/mnist";
import { encode } from "@ngc/io";
import type { Plugin } from "vite";

const id = "virtual:mnist";
const TRAIN = 10_000;
const TEST = 10_000;

/** `virtual:mnist`: the address and the size of the digits, which `encode` wrote and deflate packed. */
export function mnist(): Plugin {
  let file = "";
  let bytes = 0;
  return {
    name: "mnist",
    async configResolved({ root }) {
      const folder = join(root, ".cache");
      file = join(folder, "mnist.bin").replaceAll("\\", "/");
      mkdirSync(folder, { recursive: true });
      const packed = deflateSync(encode(await readMnist(TRAIN, TEST)), {
        level: constants.Z_BEST_COMPRESSION,
      });
      bytes = packed.length;
      writeFileSync(file, packed);
    },
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) =>
      source === `\0${id}`
        ? `export { default as url } from "${file}?url"; export const bytes = ${bytes};`
        : undefined,
  };
}
