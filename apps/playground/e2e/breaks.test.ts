import { defaultValues } from "@ngc/tensor/catalogue";
import { expect, it } from "vitest";
import { functions } from "../src/pages/functions/functions.ts";
import { at, breaksOf } from "../src/plot/sample.ts";

/** The marks of a function's curve, as `kind x y`. */
function marks(name: string, of: "f" | "derivative" = "f"): string[] {
  const { row, curves } = functions.find((shown) => shown.row.name === name)!;
  const values = defaultValues(row.parameters);
  return breaksOf(curves(values)[of]!, row.kinks(values), 0.01).flatMap(({ x, ends }) =>
    ends.map(({ y, kind }) => `${kind} ${x} ${y.toFixed(2)}`),
  );
}

it("a jump is filled at the value that it takes and open at the one that it leaves out", () => {
  expect(marks("heaviside")).toEqual(["taken 0 1.00", "excluded 0 0.00"]);
  expect(marks("threshold")).toEqual(["taken 1 1.00", "excluded 1 0.00"]);
  expect(marks("triangularEstimator")).toEqual(["taken 0 0.00", "excluded 0 1.00"]);
  expect(marks("relu6", "derivative")).toEqual([
    "taken 0 0.00",
    "excluded 0 1.00",
    "taken 6 1.00",
    "excluded 6 0.00",
  ]);
  expect(marks("thresholdCauchy")).toEqual([
    "taken -1.5 -1.18",
    "excluded -1.5 0.00",
    "taken 1.5 1.18",
    "excluded 1.5 0.00",
  ]);
});

it("a bend of a continuous curve is neither", () => {
  expect(marks("relu")).toEqual(["bend 0 0.00"]);
  expect(marks("relu6")).toEqual(["bend 0 0.00", "bend 6 6.00"]);
  expect(marks("triangularEstimator", "derivative")).toEqual([
    "bend -0.5 0.00",
    "bend 0 1.00",
    "bend 0.5 0.00",
  ]);
});

it("what is filled is the function's own value, and a smooth curve has no mark", () => {
  for (const { row, curves } of functions) {
    const values = defaultValues(row.parameters);
    const { f } = curves(values);
    const breaks = breaksOf(f, row.kinks(values), 0.01);
    if (row.kinks(values).length === 0) expect(breaks).toEqual([]);
    for (const { x, ends } of breaks) {
      const taken = ends.filter(({ kind }) => kind !== "excluded");
      expect(taken.map(({ y }) => y)).toEqual(Number.isFinite(at(f, x)) ? [at(f, x)] : []);
    }
  }
});
