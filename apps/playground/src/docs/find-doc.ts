import docs from "virtual:docs";
import type { FunctionDoc } from "./doc.ts";

/** The doc comments of a package's exported names, those that it has. */
export function docsOf(from: string, ...names: (string | undefined)[]): FunctionDoc[] {
  return names.flatMap((name) => docs.filter((doc) => doc.package === from && doc.name === name));
}

/** Where the reference has an entry: under its name, after its package where another exports that name too. */
export function placeOf({ name, package: from }: FunctionDoc): string[] {
  const isAlone = docs.every((doc) => doc.name !== name || doc.package === from);
  return isAlone ? [name] : [from.replace("@ngc/", ""), name];
}

/** The entry at a place; where the package is missing, the first of that name. */
export function docAt(place: readonly string[]): FunctionDoc | undefined {
  const [name, from] = place.toReversed();
  return docs.find((doc) => doc.name === name && (from === undefined || doc.package === `@ngc/${from}`));
}
