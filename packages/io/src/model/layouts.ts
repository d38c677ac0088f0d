import { describe } from "@ngc/tensor/authoring";
import { failing } from "../decode/fail.ts";
import type { Limits } from "../limits.ts";
import { jsonOf, type ModelFiles } from "./files.ts";
import type { SavedComponent, SavedModel } from "./read-model.ts";

/** What a model was made with: all but what its components held. */
interface Plan extends Pick<SavedModel, "path" | "connections"> {
  readonly components: ReadonlyMap<string, Pick<SavedComponent, "modulePath" | "args" | "kwargs">>;
}

/** What a model's JSON says. */
export function planOf(files: ModelFiles, limits: Limits): Plan {
  const json = (name: string): unknown => jsonOf(files, name, limits);
  if (files.layout === "first")
    return firstPlan(json("components.json"), json("modules.json"), json("ops.json"));
  const components = new Map();
  for (const [name, root] of Object.entries(objectOf(json("component/roots.json"), "component/roots.json")))
    components.set(name, madeOf(root, name, objectOf(root, `component ${name}`).modulePath));
  return {
    path: textOf(objectOf(json("contextData.json"), "contextData.json").path, "path of contextData.json"),
    connections: objectOf(json("connections.json"), "connections.json"),
    components,
  };
}

/** As ngcsimlib 1 wrote it: paths with slashes, classes apart from their modules, wires as operations. */
function firstPlan(saved: unknown, modules: unknown, ops: unknown): Plan {
  const { components: made, hyperparameters } = objectOf(saved, "components.json");
  const shared = objectOf(hyperparameters ?? {}, "hyperparameters of components.json");
  const classes = classesIn(modules);
  const components = new Map();
  let path = "";
  for (const [place, component] of Object.entries(objectOf(made, "components of components.json"))) {
    const parts = place.split("/").slice(1);
    const name = parts.pop() ?? "";
    if (components.has(name)) refuse("DUPLICATE", `a component must stand once, got ${describe(name)} again`);
    const { class: type } = objectOf(component, `component ${name}`);
    const plan = madeOf(component, name, classes.get(type) ?? type);
    // An argument that several components share stands there by its name.
    for (const [key, value] of Object.entries(plan.kwargs))
      if (typeof value === "string" && Object.hasOwn(shared, value)) plan.kwargs[key] = shared[value];
    components.set(name, plan);
    path = parts.join(":");
  }
  return { path, components, connections: wiresIn(ops) };
}

/** The dotted name of each class that is named without its module. */
function classesIn(modules: unknown): ReadonlyMap<unknown, string> {
  const classes = new Map<unknown, string>();
  for (const module of arrayOf(modules, "modules.json")) {
    const { absolute_path, attributes } = objectOf(module, "a module of modules.json");
    const path = textOf(absolute_path, "absolute_path of modules.json");
    for (const attribute of arrayOf(attributes, "attributes of modules.json")) {
      const { name } = objectOf(attribute, "an attribute of modules.json");
      classes.set(name, `${path}.${textOf(name, "a name of modules.json")}`);
    }
  }
  return classes;
}

/** By what is fed, `context:component:compartment`: what feeds it, where that is one compartment and nothing else, or the operation. */
function wiresIn(ops: unknown): Record<string, unknown> {
  const wires: Record<string, unknown> = Object.create(null);
  for (const op of arrayOf(ops, "ops.json")) {
    const { class: type, sources, destination } = objectOf(op, "an operation of ops.json");
    if (typeof destination !== "string") continue;
    const [source, ...more] = arrayOf(sources, "sources of ops.json");
    const isWire = type === "overwrite" && typeof source === "string" && more.length === 0;
    wires[withColons(destination)] = isWire ? withColons(source) : op;
  }
  return wires;
}

function withColons(path: string): string {
  return path.replace(/^\//, "").replaceAll("/", ":");
}

function madeOf(
  component: unknown,
  name: string,
  modulePath: unknown,
): { modulePath: string; args: unknown[]; kwargs: Record<string, unknown> } {
  const { args, kwargs } = objectOf(component, `component ${name}`);
  if (typeof modulePath !== "string" || !Array.isArray(args))
    return refuse("BAD_HEADER", `component ${name} must have a class and args, got others`);
  return { modulePath, args, kwargs: objectOf(kwargs, `kwargs of component ${name}`) };
}

function objectOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  return refuse("BAD_HEADER", `${what} must be an object, got another value`);
}

function arrayOf(value: unknown, what: string): unknown[] {
  return Array.isArray(value) ? value : refuse("BAD_HEADER", `${what} must be an array, got another value`);
}

function textOf(value: unknown, what: string): string {
  return typeof value === "string"
    ? value
    : refuse("BAD_HEADER", `${what} must be a string, got ${describe(value)}`);
}

function refuse(code: "BAD_HEADER" | "DUPLICATE", message: string): never {
  return failing("readModel", "json")(code, message);
}
