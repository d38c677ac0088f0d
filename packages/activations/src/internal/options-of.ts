import { checkOptions } from "@ngc/tensor/authoring";

/** The options of a function that `map` may call: a number instead of them is the index that it hands its callback. */
export function optionsOf<O extends object>(fn: string, options: O | undefined): O {
  return checkOptions(fn, typeof options === "number" ? undefined : options);
}
