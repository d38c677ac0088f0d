import type * as Path from "node:path";
import { type Fail, failing } from "../decode/fail.ts";
import { JsonReader } from "../decode/json.ts";
import { type FileSystem, hasCode, type Procedure, step } from "../files/file-system.ts";
import { load } from "../files/load.ts";
import { LONGEST_INTEGER, narrowed } from "../internal/integers.ts";
import type { Limits } from "../limits.ts";

/** Where ngc-learn puts a model's parts: from ngcsimlib 3 on, and in 1. */
const LAYOUTS = {
  current: {
    texts: ["contextData.json", "connections.json", "component/roots.json"],
    values: "component/custom/",
  },
  first: { texts: ["components.json", "modules.json", "ops.json"], values: "custom/" },
} as const;

/** The words for values, among them those that Python's `json` writes though JSON has none. */
const WORDS: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  null: null,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};

/** The files of a model by their paths from its folder. */
export interface ModelFiles {
  readonly layout: keyof typeof LAYOUTS;
  /** The folder of what components held, with its slash. */
  readonly values: string;
  readonly bytes: ReadonlyMap<string, Uint8Array>;
}

/** The bytes of a model's files. What is read is what lies there, not what a file names. */
export function* loadModel(
  folder: string,
  limits: Limits,
  constants: FileSystem["constants"],
  path: typeof Path,
): Procedure<ModelFiles> {
  const layout = (yield* step("readdir", folder)).includes("components.json") ? "first" : "current";
  const { texts, values } = LAYOUTS[layout];
  const names: string[] = [...texts];
  for (const name of yield* saved(path.join(folder, values)))
    if (/\.(npz|pkl)$/.test(name)) names.push(`${values}${name}`);
  const bytes = new Map<string, Uint8Array>();
  let left = limits.input;
  for (const name of names) {
    const file = yield* load("readModel", path.join(folder, name), left, constants);
    left -= file.length;
    bytes.set(name, file);
  }
  return { layout, values, bytes };
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

/** What the JSON of a file says, its objects without prototype. */
export function jsonOf({ bytes }: ModelFiles, name: string, limits: Limits): unknown {
  const text = bytes.get(name) ?? new Uint8Array(0);
  const fail: Fail = (code, message, where) =>
    failing("readModel", "json")(code, `${name}: ${message}`, { path: name, ...where });
  const reader = new JsonReader(fail, text, 0, limits, Object.keys(WORDS));
  const value = valueAt(fail, reader);
  if (!/^\s*$/.test(new TextDecoder().decode(text.subarray(reader.at))))
    fail("TRAILING", "the text must end after its value, got more", { offset: reader.at });
  return value;
}

function valueAt(fail: Fail, reader: JsonReader): unknown {
  switch (reader.kind()) {
    case "object": {
      const object: Record<string, unknown> = Object.create(null);
      reader.members((name) => {
        object[name] = valueAt(fail, reader);
      });
      return object;
    }
    case "array": {
      const items: unknown[] = [];
      reader.items(() => items.push(valueAt(fail, reader)));
      return items;
    }
    case "string":
      return reader.string();
    case "number":
      return numberOf(fail, reader);
    default:
      return WORDS[reader.word()];
  }
}

/** As Python reads it: without a point or an exponent an integer, however long. */
function numberOf(fail: Fail, reader: JsonReader): number | bigint {
  const offset = reader.at;
  const text = reader.number();
  if (!/^-?\d+$/.test(text)) return Number(text);
  if (text.length > LONGEST_INTEGER)
    fail("LIMIT", `an integer may be ${LONGEST_INTEGER} long, got ${text.length}`, {
      offset,
      limit: LONGEST_INTEGER,
    });
  return narrowed(BigInt(text));
}
