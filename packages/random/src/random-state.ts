import type { DTypeOf, ElementOf, NestedNumbers, Shape, Tensor, TensorLike, TypedArray } from "@ngc/tensor";
import {
  asExact,
  checkNumber,
  checkWhole,
  checkWithin,
  makeTensor,
  takeRows,
  wrongKind,
  wrongValue,
} from "@ngc/tensor/authoring";
import { mersenne } from "pure-rand/generator/mersenne";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { filled } from "./internal/check-draw-size.ts";
import { legacyChoice } from "./internal/legacy-choice.ts";
import { nextDouble, nextWithin } from "./internal/legacy-draws.ts";
import { legacyIntegers } from "./internal/legacy-integers.ts";

/** How many values: a number, or the lengths of several axes. */
export type Size = number | Shape;

/** How `RandomState.choice` draws. */
export interface LegacyChoiceOptions {
  /** Whether a thing may be drawn more than once; true by default. */
  readonly replace?: boolean;
  /** The chance of each thing, by default equal. */
  readonly p?: TensorLike;
}

/** The dtypes that `RandomState.randint` fills. */
export type LegacyIntegerDType = "int32" | "uint32" | "uint8" | "int64";

/** The dtype of `RandomState.randint`, int32 by default, which in NumPy decides how many tries a word is good for. */
export interface LegacyIntegerOptions<D extends LegacyIntegerDType = LegacyIntegerDType> {
  readonly dtype?: D;
}

/** Rows in another order or selection: the dtype stays; plain numbers become float64, as NumPy's are. */
export type Rows<X> = X extends NestedNumbers ? Tensor<"float64"> : Tensor<DTypeOf<X>>;

/**
 * NumPy's `RandomState`: methods that draw the numbers which `numpy.random.RandomState(seed)` draws, in the same sequence.
 * Arguments stand in NumPy's order. Without a size a method gives one number, with one a tensor.
 */
export interface RandomState {
  /** Whole numbers in [low, high), or in [0, low) where `high` is undefined; the dtype is int32 unless options say otherwise. */
  randint(low: number, high?: number): number;
  randint<D extends LegacyIntegerDType = "int32">(
    low: number | bigint,
    high: number | bigint | undefined,
    size: Size,
    options?: LegacyIntegerOptions<D>,
  ): Tensor<NoInfer<D>>;
  /** float64 values in [0, 1), of 53 bits. */
  randomSample(): number;
  randomSample(size: Size): Tensor<"float64">;
  /** float64 values `low + (high - low) randomSample()`; `low` is 0 and `high` 1 by default. */
  uniform(low?: number, high?: number): number;
  uniform(low: number, high: number, size: Size): Tensor<"float64">;
  /**
   * float64 values `loc + scale z`, with z drawn in pairs by the polar method: the second one is kept for the next value.
   * The last digit may differ from NumPy's, since the logarithm is the engine's.
   */
  normal(loc?: number, scale?: number): number;
  normal(loc: number, scale: number, size: Size): Tensor<"float64">;
  /** 0 … x - 1 in random order, or the rows of a tensor in that order. */
  permutation(x: number): Tensor<"int32">;
  permutation<X extends TensorLike>(x: X): Rows<X>;
  /** Puts an array's entries or a tensor's rows in random order, in place: the one method that changes its argument, as NumPy's does. */
  shuffle(x: unknown[] | TypedArray | Tensor): void;
  /** Draws from 0 … a - 1 or from an array of one axis; options are `replace` (true by default) and `p`, chances whose sum is 1. */
  choice(a: number): number;
  choice<X extends TensorLike>(a: X): ElementOf<DTypeOf<X>>;
  choice(a: number | TensorLike): number | bigint;
  choice(a: number, size: Size, options?: LegacyChoiceOptions): Tensor<"int32">;
  choice<X extends TensorLike>(a: X, size: Size, options?: LegacyChoiceOptions): Rows<X>;
}

/**
 * NumPy's legacy generator, the Mersenne Twister (pure-rand's), seeded as `numpy.random.RandomState(seed)` seeds it.
 *
 * For results that Python code made with NumPy. It has a state that each draw moves on; new code wants a {@link key}.
 *
 * @param seed - a whole number below 2^32
 * @throws RangeError if `seed` is not such a number
 * @example
 * ```ts
 * randomState(0).randint(0, 10, 5); // => [5, 0, 3, 3, 7]
 * randomState(0).permutation(5); // => [2, 0, 1, 3, 4]
 * randomState(0).normal(); // => 1.7641
 * ```
 * @python numpy.random.RandomState
 */
export function randomState(seed: number): RandomState {
  checkWhole("randomState", "seed", seed, 0, 2 ** 32 - 1);
  return new MersenneState(mersenne(seed | 0)) as RandomState;
}

class MersenneState {
  readonly #generator: RandomGenerator;
  #spare: number | undefined;

  constructor(generator: RandomGenerator) {
    this.#generator = generator;
  }

  randint(
    low: number | bigint,
    high?: number | bigint,
    size?: Size,
    options?: LegacyIntegerOptions,
  ): number | bigint | Tensor {
    return legacyIntegers(this.#generator, low, high, size, options);
  }

  randomSample(size?: Size): number | Tensor {
    return filled("randomSample", size, () => nextDouble(this.#generator));
  }

  uniform(low = 0, high = 1, size?: Size): number | Tensor {
    checkNumber("uniform", "low", low);
    const span = checkNumber("uniform", "high", high) - low;
    if (!Number.isFinite(span)) throw wrongValue("uniform", "high - low must be finite", span);
    return filled("uniform", size, () => low + span * nextDouble(this.#generator));
  }

  normal(loc = 0, scale = 1, size?: Size): number | Tensor {
    checkNumber("normal", "loc", loc);
    checkWithin("normal", "scale", scale, 0, Number.POSITIVE_INFINITY);
    return filled("normal", size, () => loc + scale * this.#nextNormal());
  }

  permutation(x: number | TensorLike): Tensor {
    if (typeof x === "number") {
      checkWhole("permutation", "x", x, 0, 2 ** 31 - 1);
      return makeTensor(this.#order(x), [x], "int32");
    }
    const rows = asRows("permutation", "x", x);
    return takeRows("permutation", rows, this.#order(rows.shape[0]));
  }

  shuffle(x: unknown[] | TypedArray | Tensor): void {
    if (Array.isArray(x)) {
      if (Object.isFrozen(x)) throw wrongKind("shuffle", "x must be an array that may be changed", x);
      this.#reorder(x);
    } else {
      const rows = asRows("shuffle", "x", x);
      if (ArrayBuffer.isView(x)) this.#reorder(x as Float64Array);
      else rows.data.set(takeRows("shuffle", rows, this.#order(rows.shape[0])).data as never);
    }
  }

  choice(a: number | TensorLike, size?: Size, options?: LegacyChoiceOptions): number | bigint | Tensor {
    const things = typeof a === "number" ? undefined : asRows("choice", "a", a);
    if (things !== undefined && things.shape.length !== 1)
      throw wrongValue("choice", "a must have one axis", a);
    const count = things?.shape[0] ?? checkWhole("choice", "a", a, 0, 2 ** 31 - 1);
    const drawn = legacyChoice(this.#generator, count, size, options, () => this.#order(count));
    const answer =
      things === undefined
        ? makeTensor(drawn.data, drawn.shape, "int32")
        : takeRows("choice", things, drawn.data, drawn.shape);
    return size === undefined ? answer.item() : answer;
  }

  #nextNormal(): number {
    const spare = this.#spare;
    if (spare !== undefined) {
      this.#spare = undefined;
      return spare;
    }
    for (;;) {
      const x = 2 * nextDouble(this.#generator) - 1;
      const y = 2 * nextDouble(this.#generator) - 1;
      const r = x * x + y * y;
      if (r < 1 && r !== 0) {
        const stretch = Math.sqrt((-2 * Math.log(r)) / r);
        this.#spare = stretch * x;
        return stretch * y;
      }
    }
  }

  #order(count: number): Int32Array {
    const order = new Int32Array(count);
    for (let i = 0; i < count; i++) order[i] = i;
    this.#reorder(order);
    return order;
  }

  /** Fisher and Yates' shuffle from the end, with the draws of NumPy's. */
  #reorder(things: { [i: number]: unknown; readonly length: number }): void {
    for (let i = things.length - 1; i > 0; i--) {
      const j = nextWithin(this.#generator, i);
      const last = things[i];
      things[i] = things[j];
      things[j] = last;
    }
  }
}

function asRows(fn: string, argument: string, x: unknown): Tensor {
  const rows = asExact(fn, argument, x);
  if (rows.shape.length === 0) throw wrongValue(fn, `${argument} must have at least one axis`, x);
  return rows;
}
