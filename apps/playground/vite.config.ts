import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { cases } from "./vite/cases.ts";
import { docs } from "./vite/docs.ts";
import { formulas } from "./vite/formulas.ts";
import { katexFonts } from "./vite/katex-fonts.ts";
import { mnist } from "./vite/mnist.ts";

export default defineConfig({
  root: import.meta.dirname,
  // Relative addresses: the built site works in any folder of any static host.
  base: "./",
  plugins: [svelte({ configFile: false }), docs(), formulas(), katexFonts(), mnist(), cases()],
  worker: { format: "es" },
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
