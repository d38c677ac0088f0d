import type { Tensor } from "@ngc/tensor";
import { decodeNpzAs, NPZ_DEFAULTS } from "../decode/npz.ts";
import { decodePickleAs } from "../decode/pickle.ts";
import { checkName, inFront, nodeModules, runAsync } from "../files/file-system.ts";
import { type LimitsOption, limitsOf } from "../limits.ts";
import { loadModel } from "./files.ts";
import { planOf } from "./layouts.ts";

/** A component of a model that ngc-learn saved. */
export interface SavedComponent {
  /** The Python class, by its dotted name. */
  readonly modulePath: string;
  /** What the class was called with; by position the name comes first. Integers from 2^53 on are bigints. */
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
 * and how they are wired. Nothing that a file names is imported or looked for elsewhere. Both layouts are read: that of ngcsimlib 3
 * (ngc-learn 3), and that of ngcsimlib 1 (ngc-learn 2), whose paths come as the former's, `context:component:compartment`.
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
  const npzLimits = limitsOf("readModel", options, NPZ_DEFAULTS);
  checkName("readModel", "folder", folder);
  const { fs, path } = nodeModules("readModel");
  const files = await runAsync(loadModel(folder, limits, fs.constants, path), fs).catch((error) => {
    throw inFront("readModel", folder, error);
  });
  const plan = planOf(files, limits);
  const components = new Map<string, SavedComponent>();
  for (const [name, made] of plan.components) {
    const npz = `${files.values}${name}.npz`;
    const pickle = `${files.values}${name}_opt_params.pkl`;
    const [held, optimizer] = [files.bytes.get(npz), files.bytes.get(pickle)];
    components.set(name, {
      ...made,
      values: held === undefined ? new Map() : await decodeNpzAs(`readModel: ${npz}`, held, npzLimits),
      ...(optimizer && { optimizer: decodePickleAs(`readModel: ${pickle}`, optimizer, limits) }),
    });
  }
  return { ...plan, components };
}
