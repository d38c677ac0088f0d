import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Tensor } from "@ngc/tensor";
import * as io from "../../src/index.ts";

const ROOT = resolve(import.meta.dirname, "../../../..");
const GOLDEN = join(ROOT, "tooling/golden");
const PYTHON = join(ROOT, ".cache/golden/bin/python");

/** One file of theirs that was read and written again here: what of, as what, opened by what, how many arrays, and "equal" or what is not. */
export type Row = readonly [writer: string, as: string, opener: string, arrays: number, result: string];

/** What is missing for files to be exchanged with Python, if anything is. */
export function missingForOpens(): string | undefined {
  return existsSync(PYTHON) ? undefined : "no Python with NumPy, safetensors, Flax and ngc-learn was found";
}

/** Python writes files, this package reads each and writes what it read in every format, Python opens those and compares. */
export async function exchange(folder: string): Promise<Row[]> {
  python("write", folder);
  const [theirs, ours] = [join(folder, "theirs"), join(folder, "ours")];
  for (const name of readdirSync(theirs))
    if (name !== "model")
      await writeAll(join(ours, name.replace(/\.\w+$/, "")), await readAny(join(theirs, name)));
  await doubleModel(join(theirs, "model"), join(ours, "model"));
  return python("compare", folder)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function python(command: string, folder: string): string {
  const { status, stdout, stderr } = spawnSync(PYTHON, ["opens.py", command, folder], {
    cwd: GOLDEN,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`opens.py ${command}: ${stderr}`);
  return stdout;
}

async function readAny(path: string): Promise<Map<string, Tensor>> {
  if (path.endsWith("npy")) return readNpy(path);
  const bytes = readFileSync(path);
  if (path.endsWith(".npz")) return io.decodeNpz(bytes);
  if (path.endsWith(".safetensors")) return io.decodeSafetensors(bytes).tensors;
  const object = path.endsWith(".pkl") ? io.decodePickle(bytes) : io.decode(bytes);
  return new Map(Object.entries(object as Record<string, Tensor>));
}

/** By their numbers, for not every name of an array is one of a file. */
function readNpy(path: string): Map<string, Tensor> {
  const numbers = readdirSync(path).map((name) => Number.parseInt(name, 10));
  return new Map(numbers.map((i) => [String(i), io.decodeNpy(readFileSync(join(path, `${i}.npy`)))]));
}

async function writeAll(folder: string, tensors: Map<string, Tensor>): Promise<void> {
  mkdirSync(folder, { recursive: true });
  if (folder.endsWith("npy")) {
    mkdirSync(join(folder, "npy"));
    for (const [i, x] of tensors) writeFileSync(join(folder, "npy", `${i}.npy`), io.encodeNpy(x));
    return;
  }
  writeFileSync(join(folder, "arrays.npz"), await io.encodeNpz(tensors));
  writeFileSync(join(folder, "arrays.deflated.npz"), await io.encodeNpz(tensors, { compress: true }));
  writeFileSync(join(folder, "arrays.safetensors"), io.encodeSafetensors({ tensors }));
  await io.serialize(join(folder, "arrays.ngc"), Object.fromEntries(tensors));
}

/** Copies a model, what its components held doubled where those are floats, so that it shows who wrote them. */
async function doubleModel(from: string, to: string): Promise<void> {
  const { components } = await io.readModel(from);
  cpSync(from, to, { recursive: true });
  for (const [name, { values }] of components) {
    const doubled = new Map(values);
    for (const [part, { data, shape, dtype }] of values)
      if (data instanceof Float32Array || data instanceof Float64Array)
        doubled.set(part, { data: data.map((value) => 2 * value), shape, dtype } as Tensor);
    writeFileSync(join(to, `component/custom/${name}.npz`), await io.encodeNpz(doubled));
  }
}
