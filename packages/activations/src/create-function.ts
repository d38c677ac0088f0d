import type { Operand, Out, OutOption } from "@ngc/tensor";
import { checkNumber, checkOptions, wrongKind, wrongValue } from "@ngc/tensor/authoring";
import { dHeaviside, heaviside } from "./heaviside.ts";
import { dIdentity, identity } from "./identity.ts";
import { dLrelu, lrelu } from "./lrelu.ts";
import { dRelu, relu } from "./relu.ts";
import { dRelu6, relu6 } from "./relu6.ts";
import { dSigmoid, sigmoid } from "./sigmoid.ts";
import { dSoftplus, softplus } from "./softplus.ts";
import { dTanh, tanh } from "./tanh.ts";
import { dThreshold, type ThresholdOptions, threshold } from "./threshold.ts";

/** The names that {@link createFunction} knows. */
export type ActivationName =
  | "identity"
  | "relu"
  | "lrelu"
  | "relu6"
  | "sigmoid"
  | "tanh"
  | "softplus"
  | "heaviside"
  | "unit_threshold";

/** The options that a named function and its derivative can be bound to. */
export type ActivationArgs<N extends ActivationName> = N extends "unit_threshold"
  ? Pick<ThresholdOptions, "thr">
  : Record<string, never>;

/** An elementwise function: a number for a number, a tensor for a tensor. */
export type Activation = <X extends Operand>(x: X, options?: OutOption) => Out<X>;

const FUNCTIONS: { readonly [N in ActivationName]: readonly [fx: Activation, dfx: Activation] } = {
  identity: [identity, dIdentity],
  relu: [relu, dRelu],
  lrelu: [lrelu, dLrelu],
  relu6: [relu6, dRelu6],
  sigmoid: [sigmoid, dSigmoid],
  tanh: [tanh, dTanh],
  softplus: [softplus, dSoftplus],
  heaviside: [heaviside, dHeaviside],
  unit_threshold: [threshold, dThreshold],
};

/**
 * `[fx, dfx]`: the activation of that name, and its derivative.
 *
 * @param funName - the names are ngc-learn's: "unit_threshold" is {@link threshold}
 * @param args - options that both functions are bound to: `thr` of "unit_threshold"; what else there is counts for nothing
 * @throws RangeError if the name is unknown, or `thr` is NaN
 * @example
 * ```ts
 * const [fx, dfx] = createFunction("tanh");
 * fx(1); // => 0.7616
 * dfx(1); // => 0.42
 * const [step] = createFunction("unit_threshold", { thr: 2 });
 * step([1, 2, 3]); // => [0, 1, 1]
 * ```
 * @python ngclearn.utils.model_utils.create_function
 */
export function createFunction<N extends ActivationName>(
  funName: N,
  args?: ActivationArgs<N>,
): [fx: Activation, dfx: Activation] {
  if (typeof funName !== "string") throw wrongKind("createFunction", "funName must be a string", funName);
  if (!Object.hasOwn(FUNCTIONS, funName)) {
    const names = Object.keys(FUNCTIONS).join(" ");
    throw wrongValue("createFunction", `funName must be one of ${names}`, funName);
  }
  const { thr = 1 } = checkOptions<ThresholdOptions>("createFunction", args);
  checkNumber("createFunction", "thr", thr);
  const [fx, dfx] = FUNCTIONS[funName];
  if (funName !== "unit_threshold") return [fx, dfx];
  return [bind("threshold", threshold, thr), bind("dThreshold", dThreshold, thr)];
}

/** `f` at the threshold `thr`, as a callback of `map` too, which hands it an index for options. */
function bind(fn: string, f: typeof threshold, thr: number): Activation {
  const alone = { thr };
  return (x, options) => {
    if (options === undefined || typeof options === "number") return f(x, alone);
    return f(x, { thr, out: checkOptions(fn, options).out });
  };
}
