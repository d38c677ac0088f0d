// npm start: installs what is missing, builds what has changed and serves the playground.
import { run, setUp } from "./workspace.mjs";

setUp();
const built = run("turbo run build --filter=@app/playground --output-logs=errors-only");
process.exit(built !== 0 ? built : run("pnpm --filter @app/playground preview"));
