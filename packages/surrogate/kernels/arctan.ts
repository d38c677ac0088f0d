import { atan } from "./maths/atan";
import { atan64 } from "./maths/atan64";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Largest error 2.41 ulp. */
export function surrFx(n: i32, thr: f32, alpha: f32): void {
  const slope = <f32>(Math.PI * 0.5 * <f64>alpha);
  for (let at = TILE, end = endOf(n); at < end; at += 16) {
    const angle = atan(f32x4.mul(f32x4.sub(v128.load(at), f32x4.splat(thr)), f32x4.splat(slope)));
    v128.store(at, f32x4.mul(angle, f32x4.splat(<f32>(1 / Math.PI))));
  }
}

/** peak / (1 + (slope u)^2) as 1 / (1 / peak + slope^2 / peak u^2), and that over u where u is large and u^2 might overflow. Largest error 3.02 ulp. */
export function dSpikeFx(n: i32, thr: f32, alpha: f32): void {
  const level = <f32>((2 * Math.PI) / <f64>alpha);
  const bend = <f32>(0.5 * Math.PI * Math.PI * Math.PI * <f64>alpha);
  for (let at = TILE, end = endOf(n); at < end; at += 16) {
    const u = f32x4.sub(v128.load(at), f32x4.splat(thr));
    const far = f32x4.gt(f32x4.abs(u), f32x4.splat(1));
    const above = v128.bitselect(f32x4.div(f32x4.splat(1), u), f32x4.splat(1), far);
    const beside = v128.bitselect(f32x4.splat(1), u, far);
    const square = f32x4.mul(f32x4.mul(f32x4.splat(bend), u), beside);
    v128.store(at, f32x4.div(above, f32x4.add(f32x4.mul(f32x4.splat(level), above), square)));
  }
}

/** Largest error found 2.33 ulp. */
export function surrFxFloat64(n: i32, thr: f64, alpha: f64): void {
  const slope = Math.PI * (0.5 * alpha);
  for (let at = TILE, end = endOf<f64>(n); at < end; at += 16) {
    const angle = atan64(f64x2.mul(f64x2.sub(v128.load(at), f64x2.splat(thr)), f64x2.splat(slope)));
    v128.store(at, f64x2.mul(angle, f64x2.splat(1 / Math.PI)));
  }
}

/** As {@link dSpikeFx}. Largest error found 2.88 ulp. */
export function dSpikeFxFloat64(n: i32, thr: f64, alpha: f64): void {
  const level = (2 * Math.PI) / alpha;
  // pi^3 / 2, rounded once.
  const bend = 15.50313834014991 * alpha;
  for (let at = TILE, end = endOf<f64>(n); at < end; at += 16) {
    const u = f64x2.sub(v128.load(at), f64x2.splat(thr));
    const far = f64x2.gt(f64x2.abs(u), f64x2.splat(1));
    const above = v128.bitselect(f64x2.div(f64x2.splat(1), u), f64x2.splat(1), far);
    const beside = v128.bitselect(f64x2.splat(1), u, far);
    const square = f64x2.mul(f64x2.mul(f64x2.splat(bend), u), beside);
    v128.store(at, f64x2.div(above, f64x2.add(f64x2.mul(f64x2.splat(level), above), square)));
  }
}
