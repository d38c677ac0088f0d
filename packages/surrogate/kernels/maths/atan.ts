/** The angle whose tangent is x; that of 1 / |x| taken from pi / 2 where |x| > 1. 2^-28.5. */
@inline
export function atan(x: v128): v128 {
  const sign = v128.and(x, f32x4.splat(-0.0));
  const size = v128.xor(x, sign);
  const steep = f32x4.gt(size, f32x4.splat(1));
  const t = f32x4.div(v128.bitselect(f32x4.splat(-1), size, steep), v128.bitselect(size, f32x4.splat(1), steep));
  const s = f32x4.mul(t, t);
  const s2 = f32x4.mul(s, s);
  const s4 = f32x4.mul(s2, s2);
  const a = f32x4.add(f32x4.splat(-0.333332986), f32x4.mul(f32x4.splat(0.199985296), s));
  const b = f32x4.add(f32x4.splat(-0.142640159), f32x4.mul(f32x4.splat(0.109508805), s));
  const c = f32x4.add(f32x4.splat(-0.0839930624), f32x4.mul(f32x4.splat(0.0578813888), s));
  const d = f32x4.add(f32x4.splat(-0.0310969856), f32x4.mul(f32x4.splat(0.0108686853), s));
  const high = f32x4.add(f32x4.add(c, f32x4.mul(s2, d)), f32x4.mul(s4, f32x4.splat(-0.00178282068)));
  const p = f32x4.add(f32x4.add(a, f32x4.mul(s2, b)), f32x4.mul(s4, high));
  const low = f32x4.add(f32x4.mul(f32x4.mul(t, s), p), v128.and(steep, f32x4.splat(-4.37113883e-8)));
  const angle = f32x4.add(f32x4.add(t, low), v128.and(steep, f32x4.splat(1.57079637)));
  return v128.or(angle, sign);
}
