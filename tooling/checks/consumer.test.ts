import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { extractDocs } from "@tooling/docs/extract.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packAll } from "./pack.ts";
import { bundle, declares } from "./size.ts";

interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

const project = mkdtempSync(join(tmpdir(), "consumer-"));
const compilers = { "5.4": "typescript-5.4", "6": "typescript" };

beforeAll(() => {
  cpSync(join(import.meta.dirname, "consumer"), project, { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }');
  const options = ["--prefer-offline", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"];
  execFileSync("npm", ["install", ...options, ...packAll()], { cwd: project, stdio: "pipe" });
});

afterAll(() => rmSync(project, { recursive: true }));

describe.each(installedNodes())("Node $version", ({ path }) => {
  it.each(["main.mjs", "main.cjs"])("runs %s, which uses every package", (file) => {
    expect(run(path, [file])).toEqual({ status: 0, output: "" });
  });
});

describe.each([
  { name: "deno", options: ["run", "--allow-all"] },
  { name: "bun", options: [] },
])("$name", ({ name, options }) => {
  const [path] = found(name);
  // Whoever has no such runtime tests on Node alone; .ci/run brings both.
  it.skipIf(path === undefined).each(["main.mjs", "main.cjs"])(
    "runs %s, which uses every package",
    (file) => {
      expect(run(path, [...options, file])).toEqual({ status: 0, output: "" });
    },
  );
});

describe.each(Object.entries(compilers))("TypeScript %s", (_, compiler) => {
  it.each([
    ["node16", ["strict.ts", "inferred.ts", "strict.cts"]],
    ["bundler", ["strict.ts", "inferred.ts"]],
  ])("accepts strict programs with resolution %s", (resolution, files) => {
    expect(compile(compiler, resolution, files)).toEqual({ status: 0, output: "" });
  });

  it("refuses a wrong one", () => {
    writeFileSync(join(project, "wrong.ts"), 'import { relu } from "@ngc/activations";\nrelu("1");\n');
    expect(compile(compiler, "node16", ["wrong.ts"]).output).toMatch(/^wrong\.ts\(2,6\): error TS/);
  });
});

it("a bundle of one function from the installed packages holds no other", async () => {
  const code = await bundle("@ngc/activations", "relu", project);
  const functions = extractDocs().filter(({ kind }) => kind === "function");
  const held = functions.filter(({ name }) => declares(code, name)).map(({ name }) => name);
  expect(held).toEqual(["relu", "isTensor"]);
});

it("a program that fails is seen to fail", () => {
  writeFileSync(join(project, "fails.mjs"), 'import { relu } from "@ngc/activations";\nrelu();\n');
  expect(run(process.execPath, ["fails.mjs"])).toMatchObject({ status: 1 });
});

function compile(compiler: string, resolution: string, files: string[]): Outcome {
  const tsc = join(import.meta.dirname, "node_modules", compiler, "bin/tsc");
  const options = [
    "--strict",
    "--skipLibCheck",
    "false",
    "--target",
    "es2022",
    "--declaration",
    "--outDir",
    "out",
  ];
  const module = resolution === "bundler" ? "esnext" : resolution;
  return run(process.execPath, [
    tsc,
    ...options,
    "--module",
    module,
    "--moduleResolution",
    resolution,
    ...files,
  ]);
}

function run(command: string, args: string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: project, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

/** The Node that runs this and each other on the PATH, from version 20 on: whoever has Node 20 tests on it. */
function installedNodes(): { version: string; path: string }[] {
  const paths = [...new Set([process.execPath, ...found("node")].map((path) => realpathSync(path)))];
  const nodes = paths.map((path) => ({
    path,
    version: execFileSync(path, ["-p", "process.versions.node"], { encoding: "utf8" }).trim(),
  }));
  const usable = nodes.filter(({ version }) => Number.parseInt(version, 10) >= 20);
  return usable.filter(({ version }, i) => usable.findIndex((node) => node.version === version) === i);
}

/** Where the PATH has a program. */
function found(program: string): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, program)).filter((path) => existsSync(path));
}
