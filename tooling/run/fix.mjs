// npm run fix: formats, and writes what is generated: PARITY.md, README tables, the API snapshots, the layer diagram.
import { run } from "./workspace.mjs";

const written = run("node tooling/checks/fix.ts");
process.exit(run("biome check --write . --colors=off") || written);
