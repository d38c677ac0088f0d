import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";
import { readMnist } from "@app/exhibits/digits/mnist";
import { encode } from "@ngc/io";
import type { Plugin } from "vite";

const id = "virtual:mnist";
const TRAIN = 10_000;
const TEST = 10_000;
/** 3.23 MB in 0.2 s; level 9 takes 4 s for 3.22 MB. */
const LEVEL = 7;

/** `virtual:mnist`: the address and the size of the digits, which `encode` wrote and deflate packed. */
export function mnist(): Plugin {
  let file = "";
  let bytes = 0;
  return {
    name: "mnist",
    configResolved({ root }) {
      file = join(root, ".cache/mnist.bin").replaceAll("\\", "/");
    },
    async buildStart() {
      const packed = deflateSync(encode(await readMnist(TRAIN, TEST)), {
        level: LEVEL,
      });
      bytes = packed.length;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, packed);
    },
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) =>
      source === `\0${id}`
        ? `export { default as url } from "${file}?url"; export const bytes = ${bytes}, trainRows = ${TRAIN}, testRows = ${TEST};`
        : undefined,
  };
}
