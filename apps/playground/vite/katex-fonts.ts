import type { Plugin } from "vite";

/**
 * Leaves of KaTeX's fonts the families that the catalogues' formulas are set in, and those as woff2 alone:
 * every browser that runs this site reads it, and the rest would quadruple what is deployed.
 */
export function katexFonts(): Plugin {
  return {
    name: "katex-fonts",
    enforce: "pre",
    transform: {
      filter: { id: /katex(\.min)?\.css$/ },
      handler: (code) =>
        code
          .replace(/@font-face\{[^}]*KaTeX_(Caligraphic|Fraktur|SansSerif|Script|Typewriter)[^}]*\}/g, "")
          .replace(/,\s*url\([^)]+\.(woff|ttf)\)\s*format\([^)]+\)/g, ""),
    },
  };
}
