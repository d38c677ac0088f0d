// What every root script starts from: the workspace's folder, its tools, and whether they are installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");
const bin = join(root, "node_modules/.bin");

/** Tools find Node 24, turbo and pnpm in the workspace, whatever is installed on the machine, and report to nobody. */
const env = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH}`,
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
};

/** Runs a command of the workspace in its folder; the exit code, or 1 where a signal ended it. */
export function run(command, options = {}) {
  const { status } = spawnSync(command, { cwd: root, env, stdio: "inherit", shell: true, ...options });
  return status ?? 1;
}

/** Installs what is missing; with nothing missing it takes half a second. */
export function setUp() {
  // pnpm comes by npx the first time, and from the workspace's own devDependencies after that.
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const pnpm = existsSync(join(bin, "pnpm")) ? "pnpm" : `npx -y ${packageManager}`;
  const status = run(`${pnpm} install --frozen-lockfile --reporter=append-only`);
  if (status !== 0) process.exit(status);
}
