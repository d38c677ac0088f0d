import docs from "virtual:docs";
import type { FunctionDoc } from "./doc.ts";

/** The doc comments of a package's exported names, those that it has. */
export function docsOf(from: string, ...names: (string | undefined)[]): FunctionDoc[] {
  return names.flatMap((name) => docs.filter((doc) => doc.package === from && doc.name === name));
}
