import { describe, isTensor } from "@ngc/tensor/authoring";
import { ELEMENT_KINDS, type ElementKind } from "../decode/elements.ts";
import type { Layout } from "../decode/layout.ts";
import type { SavedModel } from "../model/read-model.ts";
import type { OpenFile } from "../open/open-file.ts";
import { isEmpty, isNumbers, leavesOf } from "./leaves.ts";
import type { Elements } from "./summary.ts";

/** A line of what a file holds: an array and the way through its elements, or a value as text. */
export type Entry = ArrayEntry | { readonly name: string; readonly text: string };

export interface ArrayEntry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly elements: Elements;
}

/** What is read at once, whatever the file's size. */
const BUFFER_BYTES = 65_536;

/** What is summed up at once. */
const MOST_ELEMENTS = 1024;

/** What the platform reads by itself, several times as fast as element by element and without an allocation for each. */
const NATIVE: { readonly [element: string]: new (buffer: ArrayBuffer) => ArrayLike<number> } = {
  bool: Uint8Array,
  uint8: Uint8Array,
  int8: Int8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
};

/** Arrays that stay in their file, all read through the same memory. */
export function entriesAt(file: OpenFile, layouts: ReadonlyMap<string, Layout>): ArrayEntry[] {
  const bytes = new Uint8Array(BUFFER_BYTES);
  const view = new DataView(bytes.buffer);
  const some = new Float64Array(MOST_ELEMENTS);
  const scratch = new DataView(new ArrayBuffer(4));
  return [...layouts].map(([name, { element, little, shape, start, end }]) => {
    const { size, read }: ElementKind = ELEMENT_KINDS[element];
    const native =
      (little || size === 1) && element in NATIVE ? new NATIVE[element](bytes.buffer) : undefined;
    const elements: Elements = async (visit) => {
      for (let at = start; at < end; at += BUFFER_BYTES) {
        const length = Math.min(BUFFER_BYTES, end - at);
        await file.read(at, bytes.subarray(0, length));
        for (let from = 0; from < length / size; from += MOST_ELEMENTS) {
          const count = Math.min(MOST_ELEMENTS, length / size - from);
          if (native !== undefined) for (let i = 0; i < count; i++) some[i] = native[from + i];
          else
            for (let i = 0; i < count; i++) some[i] = Number(read(view, (from + i) * size, little, scratch));
          visit(some.subarray(0, count));
        }
      }
    };
    return { name, dtype: element, shape, elements };
  });
}

/** An object's arrays, lists of numbers and plain values, each under its path. */
export function* entriesOf(object: unknown, path?: string): Generator<Entry> {
  for (const { path: name = "(all)", value } of leavesOf(object, path)) {
    if (isTensor(value)) yield { name, dtype: value.dtype, shape: value.shape, elements: walk(value.data) };
    else if (isTypedArray(value)) yield { name, dtype: value.constructor.name, ...row(value) };
    else if (isNumbers(value)) yield { name, dtype: "numbers", ...row(value) };
    else yield { name, text: shown(value) };
  }
}

/** A model's components, each with what it held, and what feeds what. */
export function* modelEntries({ components, connections }: SavedModel): Generator<Entry> {
  for (const [name, { modulePath, values, optimizer }] of components) {
    yield { name, text: modulePath };
    for (const [part, x] of values) yield* entriesOf(x, `${name}.${part}`);
    if (optimizer !== undefined) yield* entriesOf(optimizer, `${name}.opt`);
  }
  for (const [fed, source] of Object.entries(connections))
    yield { name: "wire", text: `${typeof source === "string" ? source : "an operation"} -> ${fed}` };
}

function row(values: ArrayLike<number | bigint>): Pick<ArrayEntry, "shape" | "elements"> {
  return { shape: [values.length], elements: walk(values) };
}

function walk(values: ArrayLike<number | bigint>): Elements {
  return async (visit) => {
    for (let at = 0; at < values.length; at += MOST_ELEMENTS) {
      const some = new Float64Array(Math.min(MOST_ELEMENTS, values.length - at));
      for (let i = 0; i < some.length; i++) some[i] = Number(values[at + i]);
      visit(some);
    }
  };
}

/** What @ngc/io's readers make is a Uint8Array or another of its kind; none makes a DataView. */
function isTypedArray(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value);
}

function shown(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return "[]";
  return isEmpty(value) ? "empty" : describe(value);
}
