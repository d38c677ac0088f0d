import { endOf, SECOND, TILE } from "@tooling/kernels/assembly/tile";

export function add(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, f32x4.add(v128.load(at), v128.load(at, SECOND)));
}

export function subtract(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, f32x4.sub(v128.load(at), v128.load(at, SECOND)));
}

export function multiply(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, f32x4.mul(v128.load(at), v128.load(at, SECOND)));
}

export function divide(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, f32x4.div(v128.load(at), v128.load(at, SECOND)));
}

export function maximum(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, f32x4.max(v128.load(at), v128.load(at, SECOND)));
}

export function minimum(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, f32x4.min(v128.load(at), v128.load(at, SECOND)));
}

export function square(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) {
    const x = v128.load(at);
    v128.store(at, f32x4.mul(x, x));
  }
}

export function negative(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, f32x4.neg(v128.load(at)));
}

export function abs(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, f32x4.abs(v128.load(at)));
}

export function sign(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) {
    const x = v128.load(at);
    const above = v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.splat(1));
    const below = v128.and(f32x4.lt(x, f32x4.splat(0)), f32x4.splat(-1));
    // A mask of ones is a NaN.
    v128.store(at, v128.or(v128.or(above, below), f32x4.ne(x, x)));
  }
}

export function addInt32(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, i32x4.add(v128.load(at), v128.load(at, SECOND)));
}

export function subtractInt32(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, i32x4.sub(v128.load(at), v128.load(at, SECOND)));
}

export function multiplyInt32(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, i32x4.mul(v128.load(at), v128.load(at, SECOND)));
}
