// Writes the expected values again, with the Python packages that tooling/golden pins; with --opens, lets them open @ngc/io's files.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const golden = resolve(import.meta.dirname, "../golden");
const env = resolve(import.meta.dirname, "../../.cache/golden");
const python = join(env, "bin/python");
const pip = ["-m", "pip", "install", "--quiet"];

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: golden, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(join(env, "ngclearn-2.0.3/ngcsimlib"))) {
  run(process.env.PYTHON ?? "python3", ["-m", "venv", env]);
  run(python, [...pip, "-r", "requirements.txt"]);
  // Upstream asks for newer versions than it needs, so its own requirements are left aside.
  run(python, [...pip, "--no-deps", "--ignore-requires-python", "-r", "requirements-upstream.txt"]);
  run(python, [
    ...pip,
    "--no-deps",
    "--ignore-requires-python",
    "-r",
    "requirements-upstream-2024.txt",
    "--target",
    join(env, "ngclearn-2.0.3"),
  ]);
}
const wanted = process.argv.slice(2);
const all = readdirSync(join(golden, "cases")).filter((file) => /^[a-z]\w*\.py$/.test(file));
if (wanted.includes("--opens"))
  run(process.execPath, [resolve(golden, "../../packages/io/test/opens/run.ts")]);
else
  for (const name of wanted.length > 0 ? wanted : all.map((file) => file.slice(0, -3)))
    run(python, ["-m", `cases.${name}`]);
