import { defineConfig } from "vitest/config";

// One run for the whole workspace: a project a folder of tests, so that `vitest --project random` runs one package.
const unit = ["tensor", "random", "activations", "metrics", "data", "io", "surrogate"];

export default defineConfig({
  test: {
    projects: [
      ...unit.map((name) => ({ test: { name, include: [`packages/${name}/src/**/*.test.ts`] } })),
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
      { test: { name: "golden", include: ["tooling/golden/*.test.ts"] } },
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
