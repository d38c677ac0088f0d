import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromiumFor, FLAGS } from "@tooling/browser";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { type PreviewServer, preview } from "vite";
import { afterAll, beforeAll, describe } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** The built site in a real browser. */
export interface Site {
  /** Opens an address, `functions/relu` for instance, in a browser of its own. */
  open(address: string, options?: BrowserContextOptions): Promise<Visit>;
}

/** A page and what it has done wrong so far. */
export interface Visit {
  readonly page: Page;
  /** Errors and warnings of the console, uncaught errors, requests to other hosts. */
  readonly complaints: readonly string[];
}

/** A group of tests on the built site; skipped, with a sentence that says what is missing, where there is no Chromium. */
export function describeSite(name: string, tests: (site: Site) => void): void {
  const executablePath = chromiumFor(name);
  describe.skipIf(executablePath === undefined)(name, () => {
    let server: PreviewServer;
    let browser: Browser;

    beforeAll(async () => {
      if (!existsSync(join(root, "dist/index.html")))
        throw new Error("The site must be built first: turbo run build --filter=@app/playground");
      server = await preview({ root, preview: { port: 0, host: "127.0.0.1" }, logLevel: "error" });
      browser = await chromium.launch({ executablePath, args: [...FLAGS] });
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });

    tests({ open: (address, options) => visit(browser, server, address, options) });
  });
}

async function visit(
  browser: Browser,
  server: PreviewServer,
  address: string,
  options?: BrowserContextOptions,
): Promise<Visit> {
  const home = server.resolvedUrls?.local[0] ?? "";
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !url.startsWith("data:") && !url.startsWith("blob:"))
      complaints.push(`request to ${url}`);
  });
  await page.goto(`${home}#/${address}`);
  await page.locator("h1").waitFor();
  return { page, complaints };
}
