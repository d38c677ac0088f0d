// npm test: installs what is missing, then checks everything.
import { run, setUp } from "./workspace.mjs";

setUp();
process.exit(run("node tooling/run/check.mjs"));
