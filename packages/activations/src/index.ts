export { dRelu, relu } from "./relu.ts";
