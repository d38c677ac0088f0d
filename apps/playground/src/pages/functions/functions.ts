import { catalogue as activations } from "@ngc/activations/catalogue";
import { catalogue as surrogates } from "@ngc/surrogate/catalogue";
import type { CurveRow, ParameterValues } from "@ngc/tensor/catalogue";
import type { Curve } from "../../plot/sample.ts";
import { curveOf } from "./call.ts";

/** The curves of a function for some values of its parameters. */
export interface Curves {
  readonly f: Curve;
  readonly derivative?: Curve;
  /** What a surrogate stands for; missing where it is the spike itself. */
  readonly spike?: Curve;
}

/** What the page calls the argument and the curves of a function. */
export interface Symbols {
  readonly x: string;
  readonly f: string;
  readonly derivative: string;
  /** The left-hand sides of the formulas, in TeX. */
  readonly tex: string;
  readonly derivativeTex: string;
}

/** A function as this page shows it, whichever catalogue it comes from. */
export interface Shown {
  readonly kind: "activation" | "surrogate";
  readonly group: string;
  readonly package: string;
  /** The name in lists, without what all of a group have in common. */
  readonly label: string;
  readonly row: CurveRow;
  /** The derivative's exported name, where it has one. */
  readonly derivative?: { readonly name: string; readonly python: string };
  readonly symbols: Symbols;
  readonly curves: (values: ParameterValues) => Curves;
}

export const functions: readonly Shown[] = [
  ...activations.map(
    (row): Shown => ({
      kind: "activation",
      group: "activations",
      package: "@ngc/activations",
      label: row.name,
      row,
      derivative: row.derivative,
      symbols: {
        x: "x",
        f: "f",
        derivative: "f\u2032",
        tex: row.rowwise ? "f(x)_i =" : "f(x) =",
        derivativeTex: "f'(x) =",
      },
      curves: (values) => ({
        f: curveOf(row.f, row.parameters, values, row.rowwise),
        derivative: row.derivative && curveOf(row.derivative.f, row.parameters, values, row.rowwise),
      }),
    }),
  ),
  ...surrogates.map((row): Shown => {
    const [spike, surrogate, derivative] = row.build({ getSurrFx: true });
    const isSpike = spike === surrogate;
    const threshold = row.parameters.filter(({ positional }) => positional);
    return {
      kind: "surrogate",
      group: "surrogates",
      package: "@ngc/surrogate",
      label: row.name.replace(/Estimator$/, ""),
      row,
      symbols: {
        x: "v",
        f: isSpike ? "spike" : "surr",
        derivative: "dSpike",
        tex: isSpike ? "\\mathit{spike}(v) =" : "\\mathit{surr}(v) =",
        derivativeTex: "\\mathit{dSpike}(v) =",
      },
      curves: (values) => ({
        f: curveOf(surrogate, row.parameters, values),
        derivative: curveOf(derivative, row.parameters, values),
        spike: isSpike ? undefined : curveOf(spike, threshold, values),
      }),
    };
  }),
];
