import { type Tensor, tensor } from "@ngc/tensor";
import { usePlainPath } from "@ngc/tensor/authoring";
import { defaultValues, parameterArguments } from "@ngc/tensor/catalogue";
import { expectClose } from "@tooling/golden";
import { type Curve, pointsOf, testCurves, testDefaults } from "@tooling/golden/curve-contract";
import { describe, expect, it } from "vitest";
import { type ActivationRow, catalogue } from "./catalogue.ts";
import { type ActivationName, createFunction } from "./create-function.ts";
import * as activations from "./index.ts";

type AnyFunction = (x: unknown, ...rest: unknown[]) => unknown;

interface ActivationCurve extends Curve {
  readonly row: ActivationRow;
}

function curve(name: string, f: unknown, row: ActivationRow): ActivationCurve {
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

testCurves({ tensor, usePlainPath }, curves);
testDefaults(catalogue);

const optional = curves.filter(({ row }) =>
  row.parameters.every((parameter) => parameter.default !== undefined),
);

it.each(optional)("$name needs no parameter, since each has a default", ({ name, row, at }) => {
  const f = (activations as Record<string, unknown>)[name] as AnyFunction;
  const x = pointsOf(row);
  expect(f(x)).toEqual(at(x));
});

describe.each(differentiable.filter(({ f }) => f.row.slope === undefined))("$d.name", ({ f, d }) => {
  it(`is the slope of ${f.name} away from kinks`, () => {
    const h = 2 ** -6;
    const central = (x: number, step: number): number =>
      ((f.at(x + step) as number) - (f.at(x - step) as number)) / (2 * step);
    const kinks = f.row.kinks(defaultValues(f.row.parameters));
    const smooth = pointsOf(f.row).filter((x) => kinks.every((kink) => Math.abs(x - kink) > h));
    for (const x of smooth) {
      const richardson = (4 * central(x, h / 2) - central(x, h)) / 3;
      expect(Math.abs((d.at(x) as number) - richardson), `at ${x}`).toBeLessThan(1e-8);
    }
  });
});

describe.each(differentiable.filter(({ f }) => f.row.slope !== undefined))("$d.name", ({ f, d }) => {
  it(`is ${f.row.slope}`, () => {
    for (const x of [...pointsOf(f.row), 0, NaN, Infinity, -Infinity]) expect(d.at(x)).toBe(1);
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

  it("lists functions that can be passed on as callbacks", () => {
    for (const { row, name, at } of curves.filter(({ row }) => row.parameters.length === 0)) {
      const f = (activations as Record<string, unknown>)[name] as (x: number) => number;
      expect(pointsOf(row).map(f)).toEqual(pointsOf(row).map((x) => at(x)));
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
