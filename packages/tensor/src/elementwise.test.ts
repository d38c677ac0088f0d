import { describe, expect, it } from "vitest";
import {
  abs,
  add,
  all,
  allClose,
  arange,
  clampMax,
  clampMin,
  clip,
  divide,
  equal,
  exp,
  expm1,
  floor,
  less,
  log,
  log1p,
  logicalOr,
  maximum,
  minimum,
  multiply,
  negative,
  power,
  round,
  sign,
  sqrt,
  square,
  subtract,
  tanh,
  tensor,
  where,
  zeros,
} from "./index.ts";

const { POSITIVE_INFINITY: inf, MIN_VALUE: tiny } = Number;

/** Values that golden files cannot tell apart (-0 equals 0 there); expectations are those of the Array API standard and IEEE 754. */
const special: [string, (x: number) => unknown, number, number][] = [
  ["abs", abs, -0, 0],
  ["abs", abs, -inf, inf],
  ["sign", sign, -0, 0],
  ["sign", sign, NaN, NaN],
  ["negative", negative, 0, -0],
  ["negative", negative, -0, 0],
  ["floor", floor, -0, -0],
  ["floor", floor, -inf, -inf],
  ["round", round, -0, -0],
  ["round", round, -0.3, -0],
  ["round", round, 0.5, 0],
  ["round", round, -0.5, -0],
  ["round", round, 1.5, 2],
  ["round", round, 0.49999999999999994, 0],
  ["round", round, 2 ** 52 + 1, 2 ** 52 + 1],
  ["round", round, 2 ** 51 + 0.5, 2 ** 51],
  ["round", round, -inf, -inf],
  ["round", round, NaN, NaN],
  ["sqrt", sqrt, -0, -0],
  ["sqrt", sqrt, tiny, 2.2227587494850775e-162],
  ["exp", exp, -inf, 0],
  ["exp", exp, -0, 1],
  ["expm1", expm1, -0, -0],
  ["expm1", expm1, -inf, -1],
  ["log", log, -0, -inf],
  ["log1p", log1p, -0, -0],
  ["log1p", log1p, -1, -inf],
  ["log1p", log1p, -2, NaN],
  ["tanh", tanh, -0, -0],
  ["tanh", tanh, -inf, -1],
  ["square", square, -0, 0],
];

const pairs: [string, (a: number, b: number) => unknown, number, number, number][] = [
  ["add", add, -0, -0, -0],
  ["add", add, -0, 0, 0],
  ["add", add, inf, -inf, NaN],
  ["subtract", subtract, 0, -0, 0],
  ["subtract", subtract, -0, 0, -0],
  ["multiply", multiply, -0, 3, -0],
  ["multiply", multiply, inf, 0, NaN],
  ["divide", divide, 1, -0, -inf],
  ["divide", divide, 0, -3, -0],
  ["divide", divide, 0, 0, NaN],
  ["maximum", maximum, -0, 0, 0],
  ["minimum", minimum, 0, -0, -0],
  ["maximum", maximum, NaN, 1, NaN],
  ["minimum", minimum, 1, NaN, NaN],
  ["power", power, NaN, 0, 1],
  ["power", power, NaN, -0, 1],
  ["power", power, 1, NaN, 1],
  ["power", power, 1, inf, 1],
  ["power", power, -1, inf, 1],
  ["power", power, -1, -inf, 1],
  ["power", power, -0, 3, -0],
  ["power", power, -0, -1, -inf],
  ["power", power, -8, 1 / 3, NaN],
  ["power", power, 0.5, inf, 0],
];

describe("elementwise functions at special values", () => {
  it.each(special)("%s, case %#", (_, f, x, value) => {
    expect(f(x)).toBe(value);
    const call = f as unknown as (x: unknown) => { toArray(): unknown };
    expect(call(Float64Array.of(x, x)).toArray()).toEqual([value, value]);
  });

  it.each(pairs)("%s, case %#", (_, f, a, b, value) => {
    expect(f(a, b)).toBe(value);
    const call = f as unknown as (a: unknown, b: unknown) => { toArray(): unknown };
    for (const [x, y] of [
      [[a], [b]],
      [[a], b],
      [a, [b]],
    ])
      expect(call(x, y).toArray()).toEqual([Math.fround(value)]);
  });

  it("subnormals are kept", () => {
    expect(multiply(Float32Array.of(2 ** -149), 1).item()).toBe(2 ** -149);
    expect(divide(Float64Array.of(2 ** -1073), 2).item()).toBe(tiny);
  });

  it("clip and clamps keep NaN and bound infinities", () => {
    expect(clip([NaN, inf, -inf], -1, 2).toArray()).toEqual([NaN, 2, -1]);
    expect(clampMin([NaN, -inf], 0).toArray()).toEqual([NaN, 0]);
    expect(clampMax([NaN, inf], 0).toArray()).toEqual([NaN, 0]);
    expect([clip(5, 0, 1), clampMin(-5, 0), clampMax(5, 0)]).toEqual([1, 0, 0]);
  });
});

describe("integers", () => {
  it("wrap around exactly", () => {
    const big = Int32Array.of(2147483647, -2147483648, 123456789);
    expect(add(big, 1).toArray()).toEqual([-2147483648, -2147483647, 123456790]);
    expect(multiply(big, big).toArray()).toEqual([1, 0, -1757895751]);
    expect(square(big).toArray()).toEqual([1, 0, -1757895751]);
    expect(power(Int32Array.of(3, -2), Int32Array.of(40, 31)).toArray()).toEqual([689956897, -2147483648]);
    // The last is the inverse of 3 modulo 2^32.
    const most = Uint32Array.of(4294967295, 4294967295, 4294967295, 4294967295);
    expect(power(Int32Array.of(2, 1, -1, 3), most).toArray()).toEqual([0, 1, -1, -1431655765]);
    expect(abs(Int32Array.of(-2147483648)).item()).toBe(-2147483648);
    expect(negative(Uint8Array.of(1)).item()).toBe(255);
    expect(subtract(Uint32Array.of(0), 1).item()).toBe(4294967295);
  });

  it("are divided by value, past 2^31 too", () => {
    const most = Uint32Array.of(4294967295);
    expect(divide(Int32Array.of(27), most).item()).toBe(Math.fround(27 / 4294967295));
    expect(divide(most, Int32Array.of(-236)).item()).toBe(Math.fround(4294967295 / -236));
  });

  it("compare by value, whatever the dtypes", () => {
    expect(equal(Uint32Array.of(4294967295), Int32Array.of(-1)).item()).toBe(0);
    expect(equal(Uint8Array.of(44), 300).item()).toBe(0);
    expect(less(Uint8Array.of(250), 300).item()).toBe(1);
    expect(all(less(new Int32Array(1000), 2 ** 32))).toBe(true);
    expect(all(equal(new Int32Array(1000), 2 ** 32))).toBe(false);
    expect(allClose(Uint8Array.of(44), 300)).toBe(false);
    expect(divide(Uint8Array.of(150), 300).item()).toBe(0.5);
    expect(maximum(Int32Array.of(-1), 16777217).item()).toBe(16777217);
    expect(clip(Int32Array.of(2 ** 30 + 1), 0, 2 ** 30 + 1).item()).toBe(2 ** 30 + 1);
  });
});

describe("a whole number beside integers", () => {
  const bytes = Uint8Array.of(250);
  const words = Int32Array.of(5);

  it("may be any that they hold", () => {
    expect(maximum(bytes, 255).toArray()).toEqual([255]);
    expect(add(Int32Array.of(-1), -2147483648).toArray()).toEqual([2147483647]);
    expect(minimum(2147483647, words).toArray()).toEqual([5]);
    expect(add(Uint32Array.of(1), 4294967295).toArray()).toEqual([0]);
    expect(add(zeros([1], "bool"), 300).toArray()).toEqual([300]);
    // As JAX has it: 4294967294 is -2 where both are int32.
    expect(maximum(Int32Array.of(1, -3), Uint32Array.of(4294967294, 4294967294)).toArray()).toEqual([1, -2]);
    expect(where([1, 0], bytes, 255).toArray()).toEqual([250, 255]);
  });

  it("turns them to float32 where it is a fraction, or infinite", () => {
    expect(maximum(bytes, 300.5).toArray()).toEqual([300.5]);
    expect(minimum(bytes, Infinity).toArray()).toEqual([250]);
    expect(clip(bytes, 0.5, 300).toArray()).toEqual([250]);
  });

  it("bounds nothing where it lies beyond all that they hold, as in NumPy", () => {
    expect(clip(bytes, -5, 300).toArray()).toEqual([250]);
    expect(clip(words, -(2 ** 40), 2 ** 40).toArray()).toEqual([5]);
    expect(clip(words, -(2 ** 40), 3).toArray()).toEqual([3]);
  });

  // NumPy 2.4 raises an OverflowError for these, but for where, which wraps around there, and for bools, which become int64.
  it.each([
    [() => maximum(bytes, 300), "maximum: b beside uint8 must lie in [0, 255], got 300"],
    [() => minimum(-1, bytes), "minimum: a beside uint8 must lie in [0, 255], got -1"],
    [
      () => add(words, 2147483648),
      "add: b beside int32 must lie in [-2147483648, 2147483647], got 2147483648",
    ],
    [
      () => multiply(-2147483649, words),
      "multiply: a beside int32 must lie in [-2147483648, 2147483647], got -2147483649",
    ],
    [
      () => subtract(new Uint32Array(1000), 2 ** 32),
      "subtract: b beside uint32 must lie in [0, 4294967295], got 4294967296",
    ],
    [
      () => power(words, 2 ** 40),
      "power: b beside int32 must lie in [-2147483648, 2147483647], got 1099511627776",
    ],
    [
      () => clip(words, 2 ** 33, 2 ** 34),
      "clip: low beside int32 must lie in [-2147483648, 2147483647], got 8589934592",
    ],
    [() => clip(bytes, -5, -1), "clip: high beside uint8 must lie in [0, 255], got -1"],
    [() => where([1], bytes, 300), "where: b beside uint8 must lie in [0, 255], got 300"],
    [() => where([1], -1, bytes), "where: a beside uint8 must lie in [0, 255], got -1"],
    [
      () => add(zeros([1], "bool"), 2 ** 40),
      "add: b beside int32 must lie in [-2147483648, 2147483647], got 1099511627776",
    ],
  ])("is refused where they do not hold it, case %#", (call, message) => {
    expect(call).toThrow(new RangeError(message));
  });
});

describe("a number beside float32", () => {
  it("is rounded to float32, as in JAX", () => {
    expect(equal([0.1], 0.1).item()).toBe(1);
    expect(equal(Float64Array.of(0.1), 0.1).item()).toBe(1);
    expect(clip([5], 0, 0.1).item()).toBe(Math.fround(0.1));
  });
});

describe("lengths from 0 to 70", () => {
  it("every element is visited", () => {
    for (let n = 0; n <= 70; n++) {
      const x = arange(n);
      const expected = Array.from({ length: n }, (_, i) => 2 * i);
      expect(add(x, x).toArray()).toEqual(expected);
      expect(multiply(x, 2).toArray()).toEqual(expected);
      expect(multiply(2, x).toArray()).toEqual(expected);
      expect(negative(x).toArray()).toEqual(expected.map((v) => -v / 2));
    }
  });
});

describe("wrong calls", () => {
  const big = new BigInt64Array(1);
  const calls: [string, () => unknown, ErrorConstructor, string][] = [
    [
      "shapes",
      () => add([1, 2], [1, 2, 3]),
      RangeError,
      "add: a and b must have shapes that broadcast, got [2] and [3]",
    ],
    [
      "64-bit",
      () => add(big, 1),
      TypeError,
      "add: a must not hold 64-bit integers (astype converts them), got int64",
    ],
    [
      "64-bit",
      () => exp(big),
      TypeError,
      "exp: x must not hold 64-bit integers (astype converts them), got int64",
    ],
    [
      "a string",
      () => add("1" as never, 1),
      TypeError,
      'add: a must be a tensor, a typed array or nested numbers, got "1"',
    ],
    [
      "null",
      () => exp(null as never),
      TypeError,
      "exp: x must be a tensor, a typed array or nested numbers, got null",
    ],
    ["a hole", () => exp([1, undefined] as never), TypeError, "exp: x must hold numbers only, got undefined"],
    [
      "uneven",
      () => exp([[1], [1, 2]]),
      RangeError,
      "exp: x must be even: each array of axis 1 must hold 1 entries, got 2",
    ],
    [
      "three shapes",
      () => where([1, 2], [1, 2, 3], 0),
      RangeError,
      "where: cond, a and b must have shapes that broadcast, got [2] and [3] and []",
    ],
    ["a bound", () => clip([1], NaN, 1), RangeError, "clip: low must be a number, got NaN"],
    ["a bound", () => clampMin([1], "0" as never), TypeError, 'clampMin: minVal must be a number, got "0"'],
    [
      "bools",
      () => negative(zeros([1], "bool")),
      TypeError,
      "negative: x must hold numbers (logicalNot inverts bools), got a tensor of shape [1]",
    ],
    [
      "powers",
      () => power(Int32Array.of(2), Int32Array.of(-1)),
      RangeError,
      "power: integers need powers of at least 0, got -1",
    ],
  ];
  it.each(calls)("throw: %s", (_, call, kind, message) => {
    expect(call).toThrow(new kind(message));
  });
});

it("bools that stay bools are 0 or 1, however many there are", () => {
  for (const length of [1, 127, 128, 5000]) {
    const x = tensor(
      Array.from({ length }, (_, i) => Number(i % 3 === 0)),
      undefined,
      "bool",
    );
    const kept = [abs(x), sign(x), floor(x), round(x), logicalOr(x, x)];
    for (const y of [...kept, where(x, x, x)]) {
      expect(y.dtype).toBe("bool");
      expect(y.data).toEqual(x.data);
    }
  }
});
