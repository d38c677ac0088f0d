import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Tensor } from "@ngc/tensor";
import { buildSync } from "esbuild";
import { deserializeSync } from "../../src/files/serialize.ts";

/** What became of files whose writers were killed. */
export interface Toll {
  /** Files that were neither the old document nor the new one, whole. */
  torn: number;
  /** Kills between the making of a temporary file and its rename: those that could have torn. */
  midway: number;
}

/** One file of JavaScript, so that a process of it starts in 50 ms instead of 300. */
export function bundle(name: string, folder: string): string {
  const outfile = join(folder, `${name}.mjs`);
  buildSync({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
  });
  return outfile;
}

/** Kills `count` processes while they save, each at another moment, `together` at a time. */
export async function killWriters(folder: string, count: number, together = 2): Promise<Toll> {
  const writer = bundle("writer", folder);
  const toll: Toll = { torn: 0, midway: 0 };
  let next = 0;
  const rounds = async (): Promise<void> => {
    while (next < count) await killOne(writer, folder, next++, toll);
  };
  await Promise.all(Array.from({ length: together }, rounds));
  return toll;
}

async function killOne(writer: string, folder: string, nth: number, toll: Toll): Promise<void> {
  const file = join(folder, `model-${nth}.ngc`);
  const child = spawn(process.execPath, [writer, file], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  // A save takes a few milliseconds.
  await new Promise((resolve) => setTimeout(resolve, nth % 12));
  child.kill("SIGKILL");
  await once(child, "exit");
  const mine = readdirSync(folder).filter((name) => name.includes(`model-${nth}.ngc`));
  toll.midway += mine.length - 1;
  if (!isWhole(file)) toll.torn++;
  for (const name of mine) rmSync(join(folder, name));
}

function isWhole(file: string): boolean {
  try {
    const { round, weights } = deserializeSync(file) as { round: number; weights: Tensor<"float32"> };
    return weights.data.length === 100_000 && weights.data.every((weight) => weight === round);
  } catch {
    return false;
  }
}
