import { expect, it } from "vitest";
import { pullEquations } from "./equations.ts";

class Cell {
  get equation(): string {
    return "dz = -z";
  }
}

it("an inherited equation counts, in a Map of components too", () => {
  expect(pullEquations({ components: new Map([["z0", new Cell()]]) })).toBe("z0:  dz = -z");
  expect(pullEquations({ components: { a: new Cell(), b: Object.create({ equation: "x" }) } })).toBe(
    "a:  dz = -z\nb:  x",
  );
});

it("a saved model's equations are among its components' keyword arguments", () => {
  const components = {
    z0: { modulePath: "cells.Cell", args: ["z0"], kwargs: { equation: "dz = -z", tau: 20 } },
    z1: { args: ["z1"], kwargs: { equation: "dz = 0" }, equation: "dz = j" },
    W1: { modulePath: "synapses.Dense", args: ["W1"], kwargs: {} },
  };
  expect(pullEquations({ components })).toBe("z0:  dz = -z\nz1:  dz = j");
});

it("a method called equation is left out, as are null and undefined", () => {
  const components = { a: { equation: () => "x" }, b: { equation: null }, c: { equation: undefined } };
  expect(pullEquations({ components })).toBe("");
});

it.each([
  [null, "pullEquations: controller must be an object, got null"],
  [{}, "pullEquations: controller.components must map names to objects, got undefined"],
  [{ components: [] }, "pullEquations: controller.components must map names to objects, got []"],
  [{ components: { z0: 5 } }, "pullEquations: component z0 must be an object, got 5"],
  [{ components: { z0: { equation: 5 } } }, "pullEquations: the equation of z0 must be a string, got 5"],
])("pullEquations(%o) throws a TypeError", (controller, message) => {
  expect(() => pullEquations(controller as never)).toThrow(new TypeError(message));
});
