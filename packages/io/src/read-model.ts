import type * as Path from "node:path";
import type { Tensor } from "@ngc/tensor";
import { type Fail, failing } from "./decode/fail.ts";
import { JsonReader } from "./decode/json.ts";
import { decodeNpz } from "./decode/npz.ts";
import { decodePickle } from "./decode/pickle.ts";
import { checkName, hasCode, inFront, nodeModules, type Procedure, runAsync, step } from "./file-system.ts";
import { type Limits, type LimitsOption, limitsOf } from "./limits.ts";
import { load } from "./load.ts";

/** A component of a model that ngc-learn saved. */
export interface SavedComponent {
  /** The Python class, by its dotted name. */
  readonly modulePath: string;
  /** What the class was called with; by position the name comes first. */
  readonly args: readonly unknown[];
  /** Those by keyword, in an object without prototype. */
  readonly kwargs: Readonly<Record<string, unknown>>;
  /** What its compartments held, by name; empty where the component saved nothing. */
  readonly values: ReadonlyMap<string, Tensor>;
  /** What its optimizer held, where it has one. */
  readonly optimizer?: unknown;
}

/** A model that ngc-learn saved. */
export interface SavedModel {
  /** The name of its context. */
  readonly path: string;
  readonly components: ReadonlyMap<string, SavedComponent>;
  /** Of each compartment that is wired, `context:component:compartment`: the one that feeds it, or the operation that does. */
  readonly connections: Readonly<Record<string, unknown>>;
}

/**
 * The model in a folder that ngc-learn's `Context.save_to_json` wrote: its components, what they were made with and what they held,
 * and how they are wired. Nothing that a file names is imported or looked for elsewhere.
 *
 * {@link pullEquations} takes the answer. `limits` are those of all files together where they count bytes, and of each for the rest.
 *
 * @param folder - the model's own, with `contextData.json` in it
 * @throws FormatError for a file that is not what it should be. Errors of the file system are Node's own, with
 *   `readModel: <path>: ` in front.
 * @example
 * ```ts
 * import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * const folder = mkdtempSync(`${tmpdir()}/model-`);
 * mkdirSync(`${folder}/component`);
 * writeFileSync(`${folder}/contextData.json`, '{"types": ["component"], "path": "circuit"}');
 * writeFileSync(`${folder}/connections.json`, '{"circuit:W1:inputs": "circuit:z0:zF"}');
 * writeFileSync(`${folder}/component/roots.json`, '{"z0": {"args": ["z0"], "kwargs": {"tau_m": 20.0}, "modulePath": "cells.Cell"}}');
 * const { path, components, connections } = await readModel(folder);
 * path; // => "circuit"
 * components.get("z0")?.kwargs; // => { tau_m: 20 }
 * connections; // => { "circuit:W1:inputs": "circuit:z0:zF" }
 * ```
 * @python ngcsimlib.context.Context.load
 */
export async function readModel(folder: string, options?: LimitsOption): Promise<SavedModel> {
  const limits = limitsOf("readModel", options);
  checkName("readModel", "folder", folder);
  const { fs, path } = nodeModules("readModel");
  const files = await runAsync(loadModel(folder, limits, fs.constants, path), fs).catch((error) => {
    throw inFront("readModel", folder, error);
  });
  const context = json(files, "contextData.json", limits);
  const connections = object(json(files, "connections.json", limits), "connections.json");
  const roots = object(json(files, "component/roots.json", limits), "component/roots.json");
  const components = new Map<string, SavedComponent>();
  for (const [name, root] of Object.entries(roots)) {
    const { modulePath, args, kwargs } = object(root, `component ${name}`);
    if (typeof modulePath !== "string" || !Array.isArray(args))
      return failing("readModel", "json")(
        "BAD_HEADER",
        `component ${name} must have modulePath and args, got others`,
      );
    const npz = files.get(`component/custom/${name}.npz`);
    const pickle = files.get(`component/custom/${name}_opt_params.pkl`);
    components.set(name, {
      modulePath,
      args,
      kwargs: object(kwargs, `kwargs of component ${name}`),
      values: npz === undefined ? new Map() : await decodeNpz(npz, options),
      ...(pickle === undefined ? {} : { optimizer: decodePickle(pickle, options) }),
    });
  }
  const { path: name } = object(context, "contextData.json");
  return { path: String(name), components, connections };
}

/** The bytes of a model's files by their paths from its folder. What is read is what lies there, not what a file names. */
function* loadModel(
  folder: string,
  limits: Limits,
  { O_RDONLY, O_NONBLOCK = 0 }: { readonly O_RDONLY: number; readonly O_NONBLOCK?: number },
  path: typeof Path,
): Procedure<Map<string, Uint8Array>> {
  const names = ["contextData.json", "connections.json", "component/roots.json"];
  for (const name of yield* saved(path.join(folder, "component/custom")))
    if (/\.(npz|pkl)$/.test(name)) names.push(`component/custom/${name}`);
  const files = new Map<string, Uint8Array>();
  let left = limits.input;
  for (const name of names) {
    const bytes = yield* load("readModel", path.join(folder, name), left, O_RDONLY | O_NONBLOCK);
    left -= bytes.length;
    files.set(name, bytes);
  }
  return files;
}

/** The names in the folder of values, which a model without any does not have. */
function* saved(folder: string): Procedure<readonly string[]> {
  try {
    return yield* step("readdir", folder);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
}

function json(files: ReadonlyMap<string, Uint8Array>, name: string, limits: Limits): unknown {
  const bytes = files.get(name) ?? new Uint8Array(0);
  const fail: Fail = (code, message, where) =>
    failing("readModel", "json")(code, `${name}: ${message}`, { path: name, ...where });
  const reader = new JsonReader(fail, bytes, 0, limits);
  const value = valueAt(reader, bytes);
  if (!/^\s*$/.test(new TextDecoder().decode(bytes.subarray(reader.at))))
    fail("TRAILING", "the text must end after its value, got more", { offset: reader.at });
  return value;
}

function valueAt(reader: JsonReader, bytes: Uint8Array): unknown {
  switch (reader.kind()) {
    case "object": {
      const object: Record<string, unknown> = Object.create(null);
      reader.members((name) => {
        object[name] = valueAt(reader, bytes);
      });
      return object;
    }
    case "array": {
      const items: unknown[] = [];
      reader.items(() => items.push(valueAt(reader, bytes)));
      return items;
    }
    case "string":
      return reader.string();
    case "number":
      return Number(reader.number());
    default: {
      const first = bytes[reader.at];
      reader.skip();
      return first === 0x6e ? null : first === 0x74;
    }
  }
}

function object(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  return failing("readModel", "json")("BAD_HEADER", `${what} must be an object, got another value`);
}
