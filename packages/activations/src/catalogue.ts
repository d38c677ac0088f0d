import type { CurveRow } from "@ngc/tensor/authoring";
import { dRelu, relu } from "./relu.ts";

/** A function of this package, its derivative, and what tests, tables and the playground need to know of them. */
export interface ActivationRow extends CurveRow {
  readonly f: (...args: never[]) => unknown;
  readonly derivative?: {
    readonly name: string;
    readonly python: string;
    readonly f: (...args: never[]) => unknown;
  };
}

/** Every activation, in the order in which they are shown. */
export const catalogue: readonly ActivationRow[] = [
  {
    name: "relu",
    python: "ngclearn.utils.model_utils.relu",
    f: relu,
    derivative: { name: "dRelu", python: "ngclearn.utils.model_utils.d_relu", f: dRelu },
    tex: "\\max(0, x)",
    derivativeTex: "\\begin{cases}1 & x \\ge 0\\\\ 0 & x < 0\\end{cases}",
    parameters: [],
    kinks: () => [0],
    plot: [-4, 4],
  },
];
