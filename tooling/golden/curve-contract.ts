import { afterEach, describe, expect, it } from "vitest";
import { expectClose } from "./read.ts";

/** An elementwise function with a value for each of its parameters. */
export interface Curve {
  readonly name: string;
  readonly row: { readonly plot: readonly [low: number, high: number] };
  /** Its value; `out`, a tensor, takes the answer where it is given. */
  readonly at: (x: unknown, out?: unknown) => unknown;
}

type Floats = Float32Array | Float64Array;

/** What the contract uses of `@ngc/tensor`, which no tool imports. */
export interface TensorPackage {
  readonly tensor: (values: Floats, shape?: readonly number[]) => { readonly data: unknown };
  readonly usePlainPath: (plain: boolean) => void;
}

/** Values in the part of the axis that is plotted, off the grid on which kinks lie. */
export function pointsOf({ plot: [low, high] }: Curve["row"], count = 70): number[] {
  return Array.from({ length: count }, (_, i) => low + ((i + 0.37) * (high - low)) / count);
}

/** For each curve: what it gives for tensors, lists and numbers, in which dtype, and where it writes. */
export function testCurves({ tensor, usePlainPath }: TensorPackage, curves: readonly Curve[]): void {
  afterEach(() => usePlainPath(false));

  describe.each(curves)("$name", ({ at, row }) => {
    it("gives a float64 tensor the numbers that it gives each of its elements", () => {
      const x = pointsOf(row);
      const answer = at(tensor(Float64Array.from(x), [7, 10]));
      expectClose(answer, { data: x.map((value) => at(value)), shape: [7, 10], dtype: "float64" }, "float64");
    });

    it("gives float32 for float32, of each length from 0 to 70", () => {
      const x = Float32Array.from(pointsOf(row));
      const expected = Float32Array.from(x, (value) => at(value) as number);
      for (let length = 0; length <= 70; length++) {
        const gives = { data: expected.subarray(0, length), shape: [length], dtype: "float32" };
        expectClose(at(x.subarray(0, length)), gives, "float32");
      }
    });

    it("takes integers, booleans and nested numbers as float32", () => {
      const bits = [0, 1, 1, 0];
      const gives = at(Float32Array.from(bits)) as { data: Float32Array };
      expect(at(Int32Array.from(bits))).toEqual(gives);
      expect(at(Uint8Array.from(bits))).toEqual(gives);
      expect(at({ data: Uint8Array.from(bits), shape: [4], dtype: "bool" })).toEqual(gives);
      expect(at({ data: Float32Array.from(bits), shape: [4], dtype: "float32" })).toEqual(gives);
      expect(at(bits)).toEqual(gives);
      expect(at([[0, 1], [1, 0]])).toEqual(tensor(gives.data, [2, 2])); // biome-ignore format: a matrix
    });

    it.each([false, true])("rounds integers that float32 has no room for, plain path: %s", (plain) => {
      usePlainPath(plain);
      for (const integers of [
        Int32Array.of(16777217, -16777217, 16777219, 2147483647, 5),
        Uint32Array.of(4294967295, 33554435),
      ])
        expect(at(integers)).toEqual(at(Float32Array.from(integers)));
    });

    it("leaves its argument as it is, unless that is out", () => {
      const x = Float64Array.from(pointsOf(row));
      const before = x.slice();
      const gives = at(x) as { data: Float64Array };
      expect(x).toEqual(before);
      const argument = tensor(x);
      expect(at(argument, argument)).toBe(argument);
      expect(x).toEqual(gives.data);
    });

    it("refuses an out that overlaps its argument in part, and writes nothing", () => {
      const shared = Float32Array.from(pointsOf(row));
      const before = shared.slice();
      expect(() => at(shared.subarray(0, 60), tensor(shared.subarray(10)))).toThrow(RangeError);
      expect(shared).toEqual(before);
    });
  });
}

/** A catalogue's parameters, as `@ngc/tensor/catalogue` has them. */
interface Parameters {
  readonly parameters: readonly {
    readonly default: number | boolean | undefined;
    readonly range?: readonly [low: number, high: number];
  }[];
}

/** That each default is a value that is worth trying. */
export function testDefaults(catalogue: readonly Parameters[]): void {
  it("the catalogue has defaults inside their ranges", () => {
    for (const { default: value, range = [0, 0] } of catalogue.flatMap(({ parameters }) => parameters)) {
      if (typeof value !== "number") continue;
      expect(value).toBeGreaterThanOrEqual(range[0]);
      expect(value).toBeLessThanOrEqual(range[1]);
    }
  });
}
