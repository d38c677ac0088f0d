import { type Tensor, tensor } from "@ngc/tensor";
import { usePlainPath } from "@ngc/tensor/authoring";
import { defaultValues, parameterArguments } from "@ngc/tensor/catalogue";
import { expectClose } from "@tooling/golden";
import { afterEach, describe, expect, it } from "vitest";
import { type ActivationRow, catalogue } from "./catalogue.ts";
import { type ActivationName, createFunction } from "./create-function.ts";
import * as activations from "./index.ts";

type AnyFunction = (x: unknown, ...rest: unknown[]) => unknown;

interface Curve {
  readonly name: string;
  readonly row: ActivationRow;
  /** The function with a value for each of its parameters, and `out` where it is given. */
  readonly at: (x: unknown, out?: Tensor) => unknown;
}

function curve(name: string, f: unknown, row: ActivationRow): Curve {
  const { parameters } = row;
  const rest = parameterArguments(parameters, defaultValues(parameters));
  const positional = rest.filter((argument) => typeof argument === "number");
  const options = rest.find((argument) => typeof argument === "object");
  return {
    name,
    row,
    at: (x, out) =>
      (f as AnyFunction)(x, ...positional, out === undefined ? options : { ...(options as object), out }),
  };
}

const elementwise = catalogue.filter(({ rowwise }) => !rowwise);
const curves = elementwise.flatMap((row) => [
  curve(row.name, row.f, row),
  ...(row.derivative ? [curve(row.derivative.name, row.derivative.f, row)] : []),
]);
const differentiable = elementwise.flatMap((row) =>
  row.derivative
    ? [{ f: curve(row.name, row.f, row), d: curve(row.derivative.name, row.derivative.f, row) }]
    : [],
);

/** Values in the part of the axis that is plotted, off the grid on which kinks lie. */
function points({ plot: [low, high] }: ActivationRow, count = 70): number[] {
  return Array.from({ length: count }, (_, i) => low + ((i + 0.37) * (high - low)) / count);
}

afterEach(() => usePlainPath(false));

describe.each(curves)("$name", ({ at, row }) => {
  it("gives a float64 tensor the numbers that it gives each of its elements", () => {
    const x = points(row);
    const answer = at(tensor(x, [7, 10], "float64")) as Tensor<"float64">;
    const data = x.map((value) => at(value) as number);
    expectClose(answer, { data, shape: [7, 10], dtype: "float64" }, "float64");
  });

  it("gives float32 for float32, of each length from 0 to 70", () => {
    const x = Float32Array.from(points(row));
    const expected = Float32Array.from(x, (value) => at(value) as number);
    for (let length = 0; length <= 70; length++) {
      const gives = { data: expected.subarray(0, length), shape: [length], dtype: "float32" };
      expectClose(at(x.subarray(0, length)), gives, "float32");
    }
  });

  it("takes integers, booleans and nested numbers as float32", () => {
    const gives = at(Float32Array.of(0, 1, 1, 0)) as Tensor<"float32">;
    expect(at(Int32Array.of(0, 1, 1, 0))).toEqual(gives);
    expect(at(Uint8Array.of(0, 1, 1, 0))).toEqual(gives);
    expect(at(tensor([0, 1, 1, 0], [4], "bool"))).toEqual(gives);
    expect(at([0, 1, 1, 0])).toEqual(gives);
    expect(at([[0, 1], [1, 0]])).toEqual(tensor(gives.data, [2, 2])); // biome-ignore format: a matrix
    expect(at({ data: Float32Array.of(0, 1, 1, 0), shape: [4], dtype: "float32" })).toEqual(gives);
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
    const x = Float64Array.from(points(row));
    const before = x.slice();
    const gives = at(x) as Tensor<"float64">;
    expect(x).toEqual(before);
    const argument = tensor(x);
    expect(at(argument, argument)).toBe(argument);
    expect(x).toEqual(gives.data);
  });

  it("refuses an out that overlaps its argument in part, and writes nothing", () => {
    const shared = Float32Array.from(points(row));
    const before = shared.slice();
    expect(() => at(shared.subarray(0, 60), tensor(shared.subarray(10)))).toThrow(RangeError);
    expect(shared).toEqual(before);
  });

  it("needs no parameter that has a default", () => {
    if (row.parameters.some((parameter) => parameter.default === undefined)) return;
    const f = (activations as Record<string, unknown>)[row.name] as AnyFunction;
    const x = points(row);
    expect(f(x)).toEqual(curve(row.name, f, row).at(x));
  });
});

describe.each(differentiable.filter(({ f }) => f.row.slope === undefined))("$d.name", ({ f, d }) => {
  it(`is the slope of ${f.name} away from kinks`, () => {
    const h = 2 ** -6;
    const central = (x: number, step: number): number =>
      ((f.at(x + step) as number) - (f.at(x - step) as number)) / (2 * step);
    const kinks = f.row.kinks(defaultValues(f.row.parameters));
    const smooth = points(f.row).filter((x) => kinks.every((kink) => Math.abs(x - kink) > h));
    for (const x of smooth) {
      const richardson = (4 * central(x, h / 2) - central(x, h)) / 3;
      expect(Math.abs((d.at(x) as number) - richardson), `at ${x}`).toBeLessThan(1e-8);
    }
  });
});

describe.each(differentiable.filter(({ f }) => f.row.slope !== undefined))("$d.name", ({ f, d }) => {
  it(`is ${f.row.slope}`, () => {
    for (const x of [...points(f.row), 0, NaN, Infinity, -Infinity]) expect(d.at(x)).toBe(1);
  });
});

const SPECIAL: Record<string, { at: number[]; gives: number[] }> = {
  identity: { at: [NaN, Infinity, -Infinity, -0], gives: [NaN, Infinity, -Infinity, -0] },
  dIdentity: { at: [NaN, Infinity, -Infinity, -0], gives: [1, 1, 1, 1] },
  relu: { at: [NaN, Infinity, -Infinity, -0, 5e-324], gives: [NaN, Infinity, 0, 0, 5e-324] },
  dRelu: { at: [NaN, Infinity, -Infinity, -0, -5e-324], gives: [0, 1, 0, 1, 0] },
  lrelu: { at: [NaN, Infinity, -Infinity, -0, 5e-324], gives: [NaN, Infinity, -Infinity, -0, 5e-324] },
  dLrelu: { at: [NaN, Infinity, -Infinity, -0, -5e-324], gives: [0.01, 1, 0.01, 1, 0.01] },
  relu6: { at: [NaN, Infinity, -Infinity, -0, 6, 7], gives: [NaN, 6, 0, 0, 6, 6] },
  dRelu6: { at: [NaN, Infinity, -Infinity, -0, 0, 5e-324, 6, 7], gives: [0, 0, 0, 0, 0, 1, 1, 0] },
  sigmoid: {
    at: [NaN, Infinity, -Infinity, -0, -1000, -740],
    gives: [NaN, 1, 0, 0.5, 0, Math.exp(-740)],
  },
  dSigmoid: {
    at: [NaN, Infinity, -Infinity, -0, 1000, 740, -740],
    gives: [NaN, 0, 0, 0.25, 0, Math.exp(-740), Math.exp(-740)],
  },
  tanh: { at: [NaN, Infinity, -Infinity, -0, 5e-324], gives: [NaN, 1, -1, -0, 5e-324] },
  dTanh: { at: [NaN, Infinity, -Infinity, -0, 5e-324], gives: [NaN, 0, 0, 1, 1] },
  softplus: {
    at: [NaN, Infinity, -Infinity, -0, 1000, -740, -800],
    gives: [NaN, Infinity, 0, Math.LN2, 1000, Math.exp(-740), 0],
  },
  dSoftplus: { at: [NaN, Infinity, -Infinity, -0], gives: [NaN, 1, 0, 0.5] },
  heaviside: { at: [NaN, Infinity, -Infinity, -0, -5e-324], gives: [0, 1, 0, 1, 0] },
  dHeaviside: { at: [NaN, Infinity, -Infinity, -0], gives: [1, 1, 1, 1] },
  threshold: { at: [NaN, Infinity, -Infinity, 1, 1 - 2 ** -53], gives: [0, 1, 0, 1, 0] },
  dThreshold: { at: [NaN, Infinity, -Infinity, 1], gives: [1, 1, 1, 1] },
  inverseLogistic: { at: [NaN, 0.5, 0.97, 2], gives: [NaN, 0, Math.log(0.97 / 0.03), Math.log(0.97 / 0.03)] },
  inverseTanh: { at: [NaN, 1, -1, 2, -0, 5e-324], gives: [NaN, Infinity, -Infinity, NaN, -0, 5e-324] },
  thresholdSoft: { at: [NaN, Infinity, -Infinity, -0, 1.5], gives: [NaN, Infinity, -Infinity, 0, 0] },
  thresholdCauchy: { at: [NaN, Infinity, -Infinity, -0, 1e200], gives: [NaN, Infinity, -Infinity, 0, 1e200] },
};

describe("special values", () => {
  it("are listed for every function", () => {
    expect(Object.keys(SPECIAL)).toEqual(curves.map(({ name }) => name));
  });

  it.each(curves)("$name holds at NaN, the infinities, -0, its edges and subnormals", ({ name, at }) => {
    const { at: xs, gives } = SPECIAL[name];
    for (const [i, x] of xs.entries()) {
      const whole = gives[i] % 1 === 0;
      expectClose(at(x), gives[i], whole ? "exact" : "relative64");
      for (const Floats of [Float32Array, Float64Array].filter((type) => Object.is(type.of(x)[0], x))) {
        const { data } = at(Floats.of(x)) as Tensor<"float64">;
        const within = Floats === Float32Array ? "float32" : "relative64";
        expectClose(data[0], Floats.of(gives[i])[0], whole ? "exact" : within);
      }
    }
  });
});

describe("the catalogue", () => {
  it("has a row for each function of the package", () => {
    const listed = catalogue.flatMap(({ name, derivative }) => [
      name,
      ...(derivative ? [derivative.name] : []),
    ]);
    expect(listed.sort()).toEqual(
      Object.keys(activations)
        .filter((name) => name !== "createFunction")
        .sort(),
    );
    for (const { name, f, derivative } of catalogue) {
      expect(activations).toHaveProperty(name, f);
      if (derivative) expect(activations).toHaveProperty(derivative.name, derivative.f);
    }
  });

  it("has defaults inside their ranges", () => {
    for (const { default: value, range = [0, 0] } of catalogue.flatMap(({ parameters }) => parameters)) {
      if (typeof value !== "number") continue;
      expect(value).toBeGreaterThanOrEqual(range[0]);
      expect(value).toBeLessThanOrEqual(range[1]);
    }
  });

  it("lists functions that can be passed on as callbacks", () => {
    for (const { row, name, at } of curves.filter(({ row }) => row.parameters.length === 0)) {
      const f = (activations as Record<string, unknown>)[name] as (x: number) => number;
      expect(points(row).map(f)).toEqual(points(row).map((x) => at(x)));
    }
    expect([-1, 2].map(activations.relu)).toEqual([0, 2]);
  });

  it("names what createFunction knows: every function that has a derivative", () => {
    const pairs = catalogue.flatMap(({ name, f, derivative }) =>
      derivative ? [{ name: name === "threshold" ? "unit_threshold" : name, f, d: derivative.f }] : [],
    );
    const x = [-1, 0, 0.5, 1, 2];
    for (const { name, f, d } of pairs) {
      const given = createFunction(name as ActivationName).map((made) => made(x));
      expect(given).toEqual([f, d].map((known) => (known as AnyFunction)(x)));
    }
    const names = pairs.map(({ name }) => name).join(" ");
    expect(() => createFunction("swish" as ActivationName)).toThrow(
      new RangeError(`createFunction: funName must be one of ${names}, got "swish"`),
    );
  });
});
