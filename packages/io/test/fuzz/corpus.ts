import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { FormatName } from "./formats.ts";

/** The committed inputs of a reader, an input a line. */
export function readCorpus(name: FormatName): Uint8Array[] {
  const file = fileOf(name);
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
  return lines.map((line) => new Uint8Array(Buffer.from(line, "base64")));
}

export function writeCorpus(name: FormatName, lines: readonly string[]): void {
  writeFileSync(fileOf(name), lines.map((line) => `${line}\n`).join(""));
}

function fileOf(name: FormatName): URL {
  return new URL(`corpus/${name}.txt`, import.meta.url);
}
