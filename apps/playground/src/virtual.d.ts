declare module "virtual:cases" {
  const operations: readonly import("./pages/speed/cases.ts").MeasuredOperation[];
  export default operations;
}

declare module "virtual:docs" {
  const docs: readonly import("./docs/doc.ts").FunctionDoc[];
  export default docs;
}

declare module "virtual:formulas" {
  /** KaTeX's markup of each formula, by its TeX. */
  const formulas: Readonly<Record<string, string>>;
  export default formulas;
}

declare module "virtual:mnist" {
  /** Where the packed digits are. */
  export const url: string;
  /** Their size, packed. */
  export const bytes: number;
  /** How many digits there are. */
  export const trainRows: number;
  export const testRows: number;
}
