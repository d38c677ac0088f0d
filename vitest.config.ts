import { playwright } from "@vitest/browser-playwright";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { chromiumFor, FLAGS } from "./tooling/browser/chromium.ts";

// One run for the whole workspace: a project a folder of tests, so that `vitest --project random` runs one package.
const unit = ["tensor", "random", "activations", "metrics", "data", "io", "surrogate"];

/** The same files of @ngc/io in a page of Chromium, but those that need Node; none where there is no Chromium. */
function inChromium(name: string): TestProjectConfiguration[] {
  const executablePath = chromiumFor(name);
  if (executablePath === undefined) return [];
  return [
    {
      test: {
        root: "packages/io",
        include: ["src/**/*.test.ts"],
        exclude: ["**/*.node.test.ts"],
        testTimeout: 60_000,
        browser: {
          enabled: true,
          headless: true,
          screenshotFailures: false,
          provider: playwright({ launchOptions: { executablePath, args: [...FLAGS] } }),
          instances: [{ browser: "chromium", name }],
        },
      },
      // A page has SharedArrayBuffer only where no other origin can reach it.
      server: {
        headers: {
          "cross-origin-opener-policy": "same-origin",
          "cross-origin-embedder-policy": "require-corp",
        },
      },
    },
  ];
}

export default defineConfig({
  test: {
    globalSetup: "tooling/vitest/temporary-folder.ts",
    projects: [
      ...unit.map((name) => ({
        test: {
          name,
          include: [`packages/${name}/src/**/*.test.ts`],
          setupFiles: ["tooling/vitest/used-memory.ts"],
          testTimeout: 60_000,
        },
      })),
      ...inChromium("io in Chromium"),
      { test: { name: "exhibits", include: ["apps/exhibits/src/**/*.test.ts"], testTimeout: 60_000 } },
      { test: { name: "bench", include: ["apps/bench/src/**/*.test.ts"], testTimeout: 60_000 } },
      {
        test: {
          name: "checks",
          include: ["tooling/checks/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["apps/playground/e2e/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
