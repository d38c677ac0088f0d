import exp from "@stdlib/math-base-special-exp";
import expit from "@stdlib/math-base-special-expit";
import tanh from "@stdlib/math-base-special-tanh";
import type { Answer, Values } from "../operations.ts";
import { localPeer } from "./peer.ts";

/** @stdlib's special functions, which take one number, called for each element. */
export const stdlib = localPeer("stdlib", "javascript", {
  exp: (x) => map(x, exp),
  sigmoid: (x) => map(x, expit),
  tanh: (x) => map(x, tanh),
});

function map({ data }: Values, f: (x: number) => number): Answer {
  const values = data instanceof Float32Array ? new Float32Array(data.length) : new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) values[i] = f(data[i]);
  return values;
}
