import { wrongKind } from "@ngc/tensor/authoring";
import { isMap } from "../internal/tag-of.ts";

/** What {@link pullEquations} reads of a model: its parts by name, some of which have an equation. */
export interface Controller {
  readonly components: Readonly<Record<string, object>> | ReadonlyMap<string, object>;
}

/**
 * A model's dynamics: one line `name:  equation` for each component that has an `equation`, in their order; "" where none has.
 *
 * An inherited `equation` counts; one that is a method does not, as in Python. Of a saved model ({@link readModel}, or the parsed
 * `roots.json` of its folder) one among the keyword arguments counts too.
 *
 * @throws TypeError if `controller.components` does not map names to objects, or an equation is no string
 * @example
 * ```ts
 * pullEquations({ components: { z0: { equation: "tau dz/dt = -z + j" }, W1: {} } }); // => "z0:  tau dz/dt = -z + j"
 * ```
 * @python ngclearn.utils.model_utils.pull_equations
 * @differs Upstream formats two values into three places, an IndexError at the first equation; here it works.
 */
export function pullEquations(controller: Controller): string {
  if (typeof controller !== "object" || controller === null)
    throw wrongKind("pullEquations", "controller must be an object", controller);
  const { components } = controller;
  if (typeof components !== "object" || components === null || Array.isArray(components))
    throw wrongKind("pullEquations", "controller.components must map names to objects", components);
  const lines: string[] = [];
  for (const [name, component] of isMap(components) ? components : Object.entries(components)) {
    if (typeof component !== "object" || component === null)
      throw wrongKind("pullEquations", `component ${name} must be an object`, component);
    const { equation = equationOf(component) } = component as { equation?: unknown };
    if (equation === undefined || equation === null || typeof equation === "function") continue;
    if (typeof equation !== "string")
      throw wrongKind("pullEquations", `the equation of ${name} must be a string`, equation);
    lines.push(`${name}:  ${equation}`);
  }
  return lines.join("\n");
}

/** A saved component has its equation among the keyword arguments that it was made with. */
function equationOf(component: object): unknown {
  const { kwargs } = component as { kwargs?: unknown };
  return typeof kwargs === "object" && kwargs !== null
    ? (kwargs as { equation?: unknown }).equation
    : undefined;
}
