import { readFileSync } from "node:fs";
import { tensor } from "@ngc/tensor";
import { encode } from "../../src/encode/envelope.ts";
import { encodeNpz } from "../../src/encode/npz.ts";
import { hex } from "../code-of.ts";
import { deflated, zip64End, zipEnd, zipFile } from "../zip-file.ts";
import { BETWEEN_FILES, type FormatName, MODEL_FILES } from "./formats.ts";

/** Sound files of each format, most of them Python's, with which a run begins. */
export const SEEDS: Readonly<
  Record<FormatName, () => readonly Uint8Array[] | Promise<readonly Uint8Array[]>>
> = {
  npz: async () => [
    ...golden("npz", "decodeNpz"),
    ...(await Promise.all(
      golden("npy", "decodeNpy").map(async (content, i) => {
        const member = { name: "a.npy", content };
        return zipFile(i % 2 === 0 ? await deflated(member) : member);
      }),
    )),
    zip64(),
    await encodeNpz(new Map([["a", tensor(new Float32Array(4000))]]), { compress: true }),
  ],
  pickle: () => golden("pickle", "decodePickle"),
  ngc: () => [...golden("flax", "decode"), encode(ofEachKind())],
  safetensors: () => golden("safetensors", "decodeSafetensors"),
  npy: () => golden("npy", "decodeNpy"),
  model: () => [modelFiles(3), modelFiles(5)],
  idx: () => golden("idx", "decodeIdx"),
};

/** The files that a golden file has for a call, if they are small. */
function golden(format: string, call: string): Uint8Array[] {
  return casesOf(format)
    .filter((one) => one.call === call)
    .map(({ args: [file] }) =>
      typeof file === "string" ? hex(file) : Uint8Array.from((file as { data: number[] }).data),
    )
    .filter(({ length }) => length < 1600);
}

/** The files of a model as one input, `count` of them. */
function modelFiles(count: number): Uint8Array {
  const [{ args }] = casesOf("model");
  const files = args[0] as Record<string, string>;
  const name = (file: string): string => file.replace("z0_opt", "W1_opt");
  const parts = MODEL_FILES.slice(0, count).map((file) => Buffer.from(files[name(file)], "hex"));
  const between = Buffer.from(BETWEEN_FILES);
  return new Uint8Array(Buffer.concat(parts.flatMap((part) => [between, part]).slice(1)));
}

/** No members, said in 64 bits. */
function zip64(): Uint8Array {
  return new Uint8Array(Buffer.concat([zip64End(0, 0, 0, 0), zipEnd(0xffff, 0xffff_ffff, 0xffff_ffff)]));
}

function casesOf(format: string): { readonly call: string; readonly args: readonly unknown[] }[] {
  return JSON.parse(readFileSync(new URL(`../golden/${format}.json`, import.meta.url), "utf8")).cases;
}

function ofEachKind(): unknown {
  return {
    numbers: [1, -1, 300, -300, 70_000, -70_000, 2n ** 40n, -(2n ** 40n), 0.5],
    others: [null, true, undefined, "é".repeat(20), new Date(1.5e12), new Date(-1)],
    map: new Map<unknown, unknown>([[1, new Set([1n, "a"])]]).set(null, "b"),
    arrays: [new Int8Array(3), new Float64Array(2), new BigInt64Array(1), new Uint8Array(2)],
    names: JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}'),
    tensors: [tensor([[1], [3]]), tensor(1.5), tensor([1], undefined, "bool")],
  };
}
