/** What the site shows of a function's doc comment; made by vite/docs.ts. */
export interface FunctionDoc {
  readonly name: string;
  /** The package that exports it. */
  readonly package: string;
  /** The file that declares it, from the workspace's root. */
  readonly file: string;
  readonly summary: string;
  readonly description: string;
  readonly examples: readonly string[];
  readonly signatures: readonly string[];
  readonly python: readonly string[];
  readonly differs: readonly string[];
  readonly source: readonly string[];
  readonly throws: readonly string[];
}
