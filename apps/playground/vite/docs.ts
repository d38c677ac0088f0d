import { extractDocs } from "@tooling/docs/extract.ts";
import type { Plugin } from "vite";
import type { FunctionDoc } from "../src/docs/doc.ts";

const id = "virtual:docs";

/** `virtual:docs`: what the packages' doc comments say of each exported function and class. */
export function docs(): Plugin {
  return {
    name: "docs",
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) => (source === `\0${id}` ? `export default ${JSON.stringify(collect())}` : undefined),
  };
}

function collect(): FunctionDoc[] {
  return extractDocs()
    .filter(({ kind }) => kind === "function" || kind === "class")
    .map(({ name, package: from, file, summary, description, examples, signatures, ...tags }) => {
      const { python, differs, source, throws } = tags;
      return {
        name,
        package: from,
        file,
        summary,
        description,
        examples,
        signatures,
        python,
        differs,
        source,
        throws,
      };
    });
}
