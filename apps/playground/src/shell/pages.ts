import type { Component } from "svelte";

interface Page {
  readonly name: string;
  readonly title: string;
  /** Loaded when it is visited, so that each page carries only its own code. */
  readonly load: () => Promise<{ default: Component }>;
}

export const pages: readonly Page[] = [
  {
    name: "functions",
    title: "Functions",
    load: () => import("../pages/functions/FunctionsPage.svelte"),
  },
  { name: "digits", title: "Digits", load: () => import("../pages/digits/DigitsPage.svelte") },
  { name: "metrics", title: "Metrics", load: () => import("../pages/metrics/MetricsPage.svelte") },
  { name: "speed", title: "Speed", load: () => import("../pages/speed/SpeedPage.svelte") },
  {
    name: "reference",
    title: "Reference",
    load: () => import("../pages/reference/ReferencePage.svelte"),
  },
];
