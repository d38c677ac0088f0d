import type { Tensor } from "@ngc/tensor";
import { tensor } from "@ngc/tensor";
import { type Parameter, type ParameterValues, parameterArguments } from "@ngc/tensor/catalogue";
import type { Curve } from "../../plot/sample.ts";

/** A function of a catalogue: catalogues hold functions of many types, which only their rows tell how to call. */
type AnyFunction = (...args: never[]) => unknown;

/** The other entries of the row whose first entry is plotted, for functions of a whole row. */
export const ROW_MATES: readonly number[] = [0, 1];

/** `f` as a curve, with these values of its parameters; in double precision. */
export function curveOf(
  f: AnyFunction,
  parameters: readonly Parameter[],
  values: ParameterValues,
  rowwise = false,
): Curve {
  const rest = parameterArguments(parameters, values);
  const call = f as (x: Tensor, ...rest: unknown[]) => Tensor<"float64">;
  if (!rowwise) return (x) => call(tensor(x), ...rest).data;
  const width = 1 + ROW_MATES.length;
  return (x) => {
    const rows = Array.from(x, (first) => [first, ...ROW_MATES]);
    const scores = call(tensor(rows, undefined, "float64"), ...rest);
    return x.map((_, i) => scores.data[i * width]);
  };
}
