/** Lanes 0 to n - 1, where n may be 0 to 3. */
@inline
export function firstLanes(n: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(n));
}

/** The largest float of the `columns` from `start` on; a NaN among them may be passed over. */
@inline
export function largest(start: usize, columns: i32): f32 {
  const whole = start + (<usize>(columns & ~3) << 2);
  let a = f32x4.splat(f32.NEGATIVE_INFINITY);
  let b = a;
  let at = start;
  for (; at + 32 <= whole; at += 32) {
    a = f32x4.pmax(a, v128.load(at));
    b = f32x4.pmax(b, v128.load(at, 16));
  }
  if (at < whole) a = f32x4.pmax(a, v128.load(at));
  b = f32x4.pmax(b, v128.bitselect(v128.load(whole), a, firstLanes(columns & 3)));
  a = f32x4.pmax(a, b);
  a = f32x4.pmax(a, v128.shuffle<i32>(a, a, 2, 3, 0, 1));
  a = f32x4.pmax(a, v128.shuffle<i32>(a, a, 1, 0, 3, 2));
  return f32x4.extract_lane(a, 0);
}

/** The sum of the `columns` floats from `start` on, in double precision. */
@inline
export function sum(start: usize, columns: i32): f64 {
  const whole = start + (<usize>(columns & ~3) << 2);
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let at = start;
  for (; at + 32 <= whole; at += 32) {
    const x = v128.load(at);
    const y = v128.load(at, 16);
    a = f64x2.add(a, f64x2.promote_low_f32x4(x));
    b = f64x2.add(b, f64x2.promote_low_f32x4(v128.shuffle<i32>(x, x, 2, 3, 2, 3)));
    c = f64x2.add(c, f64x2.promote_low_f32x4(y));
    d = f64x2.add(d, f64x2.promote_low_f32x4(v128.shuffle<i32>(y, y, 2, 3, 2, 3)));
  }
  if (at < whole) {
    const x = v128.load(at);
    a = f64x2.add(a, f64x2.promote_low_f32x4(x));
    b = f64x2.add(b, f64x2.promote_low_f32x4(v128.shuffle<i32>(x, x, 2, 3, 2, 3)));
  }
  const last = v128.and(v128.load(whole), firstLanes(columns & 3));
  c = f64x2.add(c, f64x2.promote_low_f32x4(last));
  d = f64x2.add(d, f64x2.promote_low_f32x4(v128.shuffle<i32>(last, last, 2, 3, 2, 3)));
  const all = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  return f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1);
}
