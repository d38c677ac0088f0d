import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** No window, no profile, no request that a page did not ask for. */
export const FLAGS: readonly string[] = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** An installed Chromium for tests of that name: what CHROMIUM_PATH names, or the first on the PATH; where there is none, undefined, said aloud. */
export function chromiumFor(tests: string): string | undefined {
  const { CHROMIUM_PATH = "", PATH = "" } = process.env;
  const onPath = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = [CHROMIUM_PATH, ...onPath, ...PLACES].find((file) => file !== "" && existsSync(file));
  if (found === undefined)
    console.warn(
      `Skipped, for no Chromium was found: ${tests}. apt-get install chromium, or set CHROMIUM_PATH.`,
    );
  return found;
}
