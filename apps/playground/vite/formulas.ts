import { catalogue as activations } from "@ngc/activations/catalogue";
import { catalogue as metrics } from "@ngc/metrics/catalogue";
import { catalogue as surrogates } from "@ngc/surrogate/catalogue";
import katex from "katex";
import type { Plugin } from "vite";

const id = "virtual:formulas";

/** What stands before a function's formula; the functions page names them. */
const LEFT_SIDES = [
  "f(x) =",
  "f(x)_i =",
  "f'(x) =",
  "\\mathit{spike}(v) =",
  "\\mathit{surr}(v) =",
  "\\mathit{dSpike}(v) =",
];

/** `virtual:formulas`: KaTeX's markup for each formula of the catalogues, so that the page need not carry KaTeX itself. */
export function formulas(): Plugin {
  return {
    name: "formulas",
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) => (source === `\0${id}` ? `export default ${JSON.stringify(render())}` : undefined),
  };
}

function render(): Record<string, string> {
  const texts = [...LEFT_SIDES, ...texIn([activations, metrics, surrogates])];
  return Object.fromEntries(
    texts.map((tex) => [tex, katex.renderToString(`\\displaystyle ${tex}`, { strict: "error" })]),
  );
}

/** Every string that a catalogue keeps under `tex`, `derivativeTex` or the like. */
function* texIn(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry === "string" && /tex$/i.test(key)) yield entry;
    else yield* texIn(entry);
  }
}
