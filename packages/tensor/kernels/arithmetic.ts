import { endOf, SECOND, TILE } from "@tooling/kernels/assembly/tile";

@inline
function addOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16)
    v128.store(at, v128.add<T>(v128.load(at), v128.load(at, SECOND)));
}

export function add(n: i32): void { addOf<f32>(n); }
export function addFloat64(n: i32): void { addOf<f64>(n); }
export function addInt32(n: i32): void { addOf<i32>(n); }

@inline
function subtractOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16)
    v128.store(at, v128.sub<T>(v128.load(at), v128.load(at, SECOND)));
}

export function subtract(n: i32): void { subtractOf<f32>(n); }
export function subtractFloat64(n: i32): void { subtractOf<f64>(n); }
export function subtractInt32(n: i32): void { subtractOf<i32>(n); }

@inline
function multiplyOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16)
    v128.store(at, v128.mul<T>(v128.load(at), v128.load(at, SECOND)));
}

export function multiply(n: i32): void { multiplyOf<f32>(n); }
export function multiplyFloat64(n: i32): void { multiplyOf<f64>(n); }
export function multiplyInt32(n: i32): void { multiplyOf<i32>(n); }

@inline
function divideOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16)
    v128.store(at, v128.div<T>(v128.load(at), v128.load(at, SECOND)));
}

export function divide(n: i32): void { divideOf<f32>(n); }
export function divideFloat64(n: i32): void { divideOf<f64>(n); }

@inline
function maximumOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16)
    v128.store(at, v128.max<T>(v128.load(at), v128.load(at, SECOND)));
}

export function maximum(n: i32): void { maximumOf<f32>(n); }
export function maximumFloat64(n: i32): void { maximumOf<f64>(n); }

@inline
function minimumOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16)
    v128.store(at, v128.min<T>(v128.load(at), v128.load(at, SECOND)));
}

export function minimum(n: i32): void { minimumOf<f32>(n); }
export function minimumFloat64(n: i32): void { minimumOf<f64>(n); }

@inline
function squareOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16) {
    const x = v128.load(at);
    v128.store(at, v128.mul<T>(x, x));
  }
}

export function square(n: i32): void { squareOf<f32>(n); }
export function squareFloat64(n: i32): void { squareOf<f64>(n); }

@inline
function negativeOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16) v128.store(at, v128.neg<T>(v128.load(at)));
}

export function negative(n: i32): void { negativeOf<f32>(n); }
export function negativeFloat64(n: i32): void { negativeOf<f64>(n); }

@inline
function absOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16) v128.store(at, v128.abs<T>(v128.load(at)));
}

export function abs(n: i32): void { absOf<f32>(n); }
export function absFloat64(n: i32): void { absOf<f64>(n); }

@inline
function signOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16) {
    const x = v128.load(at);
    const above = v128.and(v128.gt<T>(x, v128.splat<T>(0)), v128.splat<T>(1));
    const below = v128.and(v128.lt<T>(x, v128.splat<T>(0)), v128.splat<T>(-1));
    // A mask of ones is a NaN.
    v128.store(at, v128.or(v128.or(above, below), v128.ne<T>(x, x)));
  }
}

export function sign(n: i32): void { signOf<f32>(n); }
export function signFloat64(n: i32): void { signOf<f64>(n); }
