#!/usr/bin/env node
import process from "node:process";
import { run } from "./run.ts";
import { harmless } from "./table.ts";

run(process.argv.slice(2), process.stdout.columns ?? 80).then(
  (lines) => process.stdout.write(lines.map((line) => `${line}\n`).join("")),
  (error: unknown) => {
    process.stderr.write(`${harmless(error instanceof Error ? error.message : String(error))}\n`);
    process.exitCode = 1;
  },
);
