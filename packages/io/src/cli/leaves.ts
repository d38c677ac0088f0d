import { describe, isTensor } from "@ngc/tensor/authoring";

/** A value in an object that is shown or written whole, and the way to it: `layers.0.W`, as PyTorch has it; none to the object itself. */
export interface Leaf {
  readonly path: string | undefined;
  readonly value: unknown;
}

/** All that an object holds: arrays, lists of numbers, plain values and empty containers. */
export function* leavesOf(value: unknown, path?: string): Generator<Leaf> {
  const parts = partsOf(value);
  if (parts === undefined || parts.length === 0) yield { path, value };
  else for (const [key, part] of parts) yield* leavesOf(part, path === undefined ? key : `${path}.${key}`);
}

/** Whether a leaf is a container that holds nothing. */
export function isEmpty(leaf: unknown): boolean {
  return partsOf(leaf)?.length === 0;
}

/** Whether a leaf is a list of numbers. */
export function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "number");
}

/** What lies in a container, by name or place, or undefined for what is none. */
function partsOf(value: unknown): [key: string, part: unknown][] | undefined {
  if (typeof value !== "object" || value === null || value instanceof Date) return undefined;
  if (isTensor(value) || ArrayBuffer.isView(value) || isNumbers(value)) return undefined;
  if (Array.isArray(value) || value instanceof Set) return [...value].map((item, i) => [String(i), item]);
  if (value instanceof Map) return [...value].map(([key, item]) => [shownKey(key), item]);
  return Object.entries(value);
}

/** A Map's key may be anything. */
function shownKey(key: unknown): string {
  return typeof key === "object" ? describe(key) : String(key);
}
