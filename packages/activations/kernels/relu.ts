import { oneWhere, positivePart } from "../../../tooling/kernels/assembly/compare";
import { endOf, TILE } from "../../../tooling/kernels/assembly/tile";

export function relu(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, positivePart(v128.load(at)));
}

export function dRelu(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) {
    const x = v128.load(at);
    // A mask of ones is a NaN.
    v128.store(at, v128.or(oneWhere(f32x4.ge(x, f32x4.splat(0))), f32x4.ne(x, x)));
  }
}
