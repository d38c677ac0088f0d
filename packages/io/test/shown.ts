import { isTensor } from "@ngc/tensor";

/** A value as text, in which all that must come back shows: kinds, bits, order of Maps; of prototypes only those that no object should have. */
export function shown(value: unknown): unknown {
  if (typeof value === "bigint") return { bigint: String(value) };
  if (typeof value === "number") return { number: Object.is(value, -0) ? "-0" : String(value) };
  if (value === undefined) return { kind: "undefined" };
  if (value instanceof Date) return { date: value.getTime() };
  if (isTensor(value)) return { tensor: value.dtype, shape: value.shape, data: shown(value.data) };
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return { kind: value.constructor.name, bytes: [...bytes] };
  }
  if (value instanceof Map) return { map: [...value].map(shown) };
  if (value instanceof Set) return { set: [...value].map(shown) };
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value === "object" && value !== null) {
    const prototype = Object.getPrototypeOf(value);
    return {
      ...(prototype === null || prototype === Object.prototype ? {} : { strange: shown(prototype) }),
      object: Object.keys(value)
        .sort()
        .map((name) => [name, shown((value as Record<string, unknown>)[name])]),
    };
  }
  return value;
}
