import { wrongKind } from "@ngc/tensor/authoring";

/** Throws unless `dtype` is one of those that a draw fills. */
export function checkDrawDType(fn: string, dtype: unknown, allowed: readonly string[]): void {
  if (!allowed.includes(dtype as string))
    throw wrongKind(fn, `dtype must be one of ${allowed.join(" ")}`, dtype);
}
