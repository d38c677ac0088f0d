export {
  type Activation,
  type ActivationArgs,
  type ActivationName,
  createFunction,
} from "./create-function.ts";
export { dHeaviside, heaviside } from "./heaviside.ts";
export { dIdentity, identity } from "./identity.ts";
export { type InverseLogisticOptions, inverseLogistic } from "./inverse-logistic.ts";
export { type InverseTanhOptions, inverseTanh } from "./inverse-tanh.ts";
export { dLrelu, lrelu } from "./lrelu.ts";
export { dRelu, relu } from "./relu.ts";
export { dRelu6, relu6 } from "./relu6.ts";
export { dSigmoid, sigmoid } from "./sigmoid.ts";
export { type SoftmaxOptions, softmax } from "./softmax.ts";
export { dSoftplus, softplus } from "./softplus.ts";
export { dTanh, tanh } from "./tanh.ts";
export { dThreshold, type ThresholdOptions, threshold } from "./threshold.ts";
export { thresholdCauchy } from "./threshold-cauchy.ts";
export { thresholdSoft } from "./threshold-soft.ts";
