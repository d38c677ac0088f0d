import { afterEach, describe, expect, it } from "vitest";

/** A function of one float32 array, with what else it takes bound to it. */
type Elementwise = (x: Float32Array | Float64Array) => { data: Float32Array | Float64Array };

/**
 * A function that has a kernel, and how far from its value the kernel may be, in units of the last place of float32: the largest error over
 * all floats, rounded up, as the kernel's comment has it. What is rounded but once is within 0.5.
 */
export interface KernelCase {
  readonly name: string;
  readonly f: Elementwise;
  readonly ulp: number;
  /** Whether it is exact: in float64, which `ulp` says nothing of, the kernel has the plain path's bits. */
  readonly exact?: boolean;
}

/** Every 7,919th of the float32 values, so that each exponent has a thousand. */
function spread(): Float32Array {
  const bits = Uint32Array.from({ length: Math.floor(2 ** 32 / 7919) }, (_, i) => i * 7919);
  return new Float32Array(bits.buffer);
}

/** The ends of the number line and of its parts, and what stands beside them. */
export function edges(): Float32Array {
  const one = [
    0, 1, 2, 0x7fffff, 0x800000, 0x800001, 0x3effffff, 0x3f000000, 0x3f7fffff, 0x3f800000, 0x3f800001,
  ];
  const all = [
    ...one,
    0x40c00000,
    0x42ce8ed0,
    0x42cff1b5,
    0x42b17218,
    0x42b17219,
    0x7f7fffff,
    0x7f800000,
    0x7fc00000,
  ];
  return new Float32Array(Uint32Array.from(all.flatMap((word) => [word, word + 0x80000000])).buffer);
}

/** Float64 of each exponent, the ends of that number line and of its parts, and what stands beside them. */
function doubles(): Float64Array {
  const parts = [-1074, -1022, -2, -1, 0, 52].flatMap((exponent) =>
    [1 - 2 ** -53, 1, 1 + 2 ** -52, 1.25].map((factor) => factor * 2 ** exponent),
  );
  const all = [0, ...parts, 1.5, 2.5, 6, 1e308, Number.MAX_VALUE, Infinity, Number.NaN];
  const words = Uint32Array.from({ length: 2 * 30_011 }, (_, i) => Math.imul(i, 0x9e3779b1));
  return Float64Array.of(...all.flatMap((x) => [x, -x]), ...new Float64Array(words.buffer));
}

/** The distance of `actual` from `exact`, in units of float32's last place there; 0 for the same special value. */
export function ulps(actual: number, exact: number): number {
  const nearest = Math.fround(exact);
  if (Object.is(actual, nearest)) return 0;
  if (!Number.isFinite(actual) || !Number.isFinite(nearest)) {
    // Next to the largest float32, a neighbour is Infinity.
    const close = Math.abs(Math.abs(exact) - 2 ** 128) < 2 ** 105 && Math.sign(actual) === Math.sign(exact);
    return close ? 1 : Number.POSITIVE_INFINITY;
  }
  if (actual === 0 && nearest === 0) return Number.POSITIVE_INFINITY;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(exact))), -126);
  return Math.abs(actual - exact) / 2 ** (exponent - 23);
}

/** For each case: right on both paths for all exponents and special values, wherever an element stands. */
export function testKernels(usePlainPath: (plain: boolean) => void, cases: readonly KernelCase[]): void {
  afterEach(() => usePlainPath(false));
  const ends = edges();
  for (const { name, f, ulp, exact } of cases) {
    const plainly = (x: Float32Array | Float64Array): Float32Array | Float64Array => {
      usePlainPath(true);
      const { data } = f(x);
      usePlainPath(false);
      return data;
    };
    describe(name, () => {
      it(`lies within ${ulp} ulp of its value for all exponents, on a kernel`, () => {
        const x = spread();
        expect(worst(f(x).data, plainly(Float64Array.from(x)), x)).toBeLessThanOrEqual(ulp);
      });
      it.each([false, true])("is right at the ends of the number line, plain path: %s", (plain) => {
        const exactly = plainly(Float64Array.from(ends));
        usePlainPath(plain);
        expect(worst(f(ends).data, exactly, ends)).toBeLessThanOrEqual(plain ? 1 : ulp);
      });
      it("gives an element the same bits at every place and length from 0 to 70, in unaligned views too", () => {
        const x = Float32Array.from({ length: 140 }, (_, i) =>
          i % 7 === 0 ? ends[i % ends.length] : (i - 70) / 9,
        );
        const whole = f(x).data;
        for (let length = 0; length <= 70; length++) {
          const start = (length * 3) % 68;
          const part = f(x.subarray(start, start + length)).data;
          expect(bitsOf(part), `length ${length}`).toEqual(bitsOf(whole.slice(start, start + length)));
        }
      });
      if (exact !== true) return;
      it("gives float64 the plain path's values for all exponents", () => {
        const x = doubles();
        const kernel = f(x).data;
        const wrong = plainly(x).findIndex((value, i) => !Object.is(value, kernel[i]));
        expect(wrong, `at ${x[wrong]}: got ${kernel[wrong]}`).toBe(-1);
      });
      it("gives float64 the plain path's values at every length from 0 to 70, in views too", () => {
        const x = doubles();
        for (let length = 0; length <= 70; length++) {
          const part = x.subarray(length % 7, (length % 7) + length);
          expect(f(part).data, `length ${length}`).toEqual(plainly(part));
        }
      });
    });
  }
}

/**
 * For each case on float64: the plain path's special values, elsewhere no further from it than `ulp`, wherever an element stands. That is the
 * most among 3,000,000 values from 1e-3 to 1e3, and both paths' errors together: more than the kernel's comment has for the kernel alone.
 */
export function testKernels64(usePlainPath: (plain: boolean) => void, cases: readonly KernelCase[]): void {
  afterEach(() => usePlainPath(false));
  const x = spread64();
  for (const { name, f, ulp } of cases) {
    describe(`${name} of float64`, () => {
      it(`lies within ${ulp} ulp of the plain path for all exponents and special values`, () => {
        usePlainPath(true);
        const plain = f(x).data;
        usePlainPath(false);
        const kernel = f(x).data;
        let differing = 0;
        for (let i = 0; i < x.length; i++) {
          if (Object.is(kernel[i], plain[i])) continue;
          differing++;
          const unit = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(plain[i]))), -1022) - 52);
          if (!(Math.abs(kernel[i] - plain[i]) <= ulp * unit))
            throw new Error(`at ${x[i]}: expected ${plain[i]}, got ${kernel[i]}`);
        }
        expect(differing, "the paths are two").toBeGreaterThan(0);
      });
      it("gives an element the same bits at every place and length from 0 to 70, in unaligned views too", () => {
        const whole = f(x).data;
        for (let length = 0; length <= 70; length++) {
          const part = f(x.subarray(length, 2 * length)).data;
          expect(bitsOf(part), `length ${length}`).toEqual(bitsOf(whole.slice(length, 2 * length)));
        }
      });
    });
  }
}

/** Where float64 functions end or turn, with both signs; then every exponent, and sizes from 1e-20 to 1000. */
function spread64(): Float64Array {
  const sizes = [0, 5e-324, 1e-310, 0.25, 0.5, 1, 2, 18, 20, 36.8, 354.9, 372.5, 373, 708.4, 709.78, 709.79];
  const ends = [...sizes, 745.1, 745.2, 1e308, Infinity, NaN].flatMap((x) => [x, -x]);
  const words = BigUint64Array.from({ length: 20_000 }, (_, i) => BigInt(i) * 0x9e3779b97f4a7c15n);
  const near = Array.from({ length: 20_000 }, (_, i) => Math.sin(i) * 10 ** ((i % 24) - 20));
  return Float64Array.from([...ends, ...new Float64Array(words.buffer), ...near]);
}

function worst(actual: ArrayLike<number>, exact: ArrayLike<number>, x: ArrayLike<number>): number {
  let most = 0;
  let at = 0;
  for (let i = 0; i < x.length; i++) {
    const error = ulps(actual[i], exact[i]);
    if (error > most) [most, at] = [error, i];
  }
  if (!Number.isFinite(most)) throw new Error(`at ${x[at]}: expected ${exact[at]}, got ${actual[at]}`);
  return most;
}

function bitsOf(data: Float32Array | Float64Array): Uint32Array {
  return new Uint32Array(data.slice().buffer);
}
