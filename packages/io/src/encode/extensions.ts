import { encodeTimeSpecToTimestamp } from "@msgpack/msgpack";
import type { Tensor } from "@ngc/tensor";
import { describe, holds, showShape, sizeOf } from "@ngc/tensor/authoring";
import { KEY_IMPLEMENTATIONS, TYPED_ARRAYS } from "../internal/ngc-format.ts";
import { encoded, type Placed } from "./draft.ts";
import type { Refuse } from "./messagepack.ts";
import { elementBytes } from "./tensors.ts";

/** -0 as a float64. */
export function negativeZero(): Uint8Array[] {
  return [Uint8Array.of(0xcb, 0x80, 0, 0, 0, 0, 0, 0, 0)];
}

/** Bytes under MessagePack's shortest header for binary. */
export function binary(value: ArrayBufferView): Placed {
  const bytes = elementBytes(value);
  const { length } = bytes;
  const header =
    length < 2 ** 8
      ? [0xc4, length]
      : length < 2 ** 16
        ? [0xc5, length >> 8, length & 255]
        : [0xc6, ...bigEndian(length)];
  return () => [Uint8Array.from(header), bytes];
}

/** Flax's `(shape, dtype, bytes)`. */
export function tensorBody({ data, shape, dtype }: Tensor, refuse: Refuse): Placed {
  if (!ArrayBuffer.isView(data) || !holds(dtype, data))
    refuse("DTYPE", `a tensor of ${describe(dtype)} must hold its typed array, got ${describe(data)}`);
  if (sizeOf(shape) !== data.length || !shape.every((length) => Number.isSafeInteger(length) && length >= 0))
    refuse(
      "SHAPE",
      `a tensor of shape ${showShape(shape)} must hold ${sizeOf(shape)} elements, got ${data.length}`,
    );
  if (dtype === "bool" && data.some((element) => element > 1))
    refuse("DTYPE", "the elements of a bool tensor must be 0 or 1");
  return packedArray(shape, dtype, elementBytes(data));
}

/** As a tensor of one axis, by the name of its class; undefined for views that are no such array. */
export function typedArrayBody(value: ArrayBufferView, kind: string): Placed | undefined {
  return Object.hasOwn(TYPED_ARRAYS, kind)
    ? packedArray([(value as Int8Array).length], kind, elementBytes(value))
    : undefined;
}

/** `(impl, word, word)` of a key. */
export function keyBody(value: object, refuse: Refuse): Uint8Array {
  const { impl, words } = value as { impl?: unknown; words?: ArrayLike<unknown> };
  const [high, low] = [words?.[0], words?.[1]];
  if (!KEY_IMPLEMENTATIONS.includes(impl as string))
    refuse("UNSUPPORTED", `a key must be of one of ${KEY_IMPLEMENTATIONS.join(" ")}, got ${describe(impl)}`);
  if (words?.length !== 2 || !isWord(high) || !isWord(low))
    refuse("UNSUPPORTED", "a key must have two words");
  return encoded([impl, high, low]);
}

function isWord(value: unknown): value is number {
  return typeof value === "number" && value >>> 0 === value;
}

/** Milliseconds as MessagePack's timestamp. */
export function timestampBody(date: Date, refuse: Refuse): Uint8Array {
  const time = Date.prototype.getTime.call(date);
  if (Number.isNaN(time)) refuse("UNSUPPORTED", "a Date must be valid, got an invalid one");
  const sec = Math.floor(time / 1000);
  return encodeTimeSpecToTimestamp({ sec, nsec: (time - sec * 1000) * 1_000_000 });
}

/**
 * `[shape, name, bytes]`, the bytes at a multiple of 8 from the start of the file: three of the lengths before them may be written in
 * wider forms, which take 1, 2 and 4 bytes more. (Past 15 axes the second is too short by two, and the bytes are not aligned.)
 */
function packedArray(shape: readonly number[], name: string, bytes: Uint8Array): Placed {
  return (offset) => {
    const missing = -(offset + packedHeader(shape, name, bytes.length, 0).length) & 7;
    return [new Uint8Array(packedHeader(shape, name, bytes.length, missing)), bytes];
  };
}

function packedHeader(shape: readonly number[], name: string, length: number, wider: number): number[] {
  const rank = shape.length;
  const outer = wider & 2 ? [0xdc, 0, 3] : [0x93];
  const inner =
    wider & 4 ? [0xdd, ...bigEndian(rank)] : rank < 16 ? [0x90 + rank] : [0xdc, rank >> 8, rank & 255];
  const text = wider & 1 ? [0xd9, name.length] : [0xa0 + name.length];
  const ascii = Array.from(name, (letter) => letter.charCodeAt(0));
  return [...outer, ...inner, ...shape.flatMap(wholeNumber), ...text, ...ascii, 0xc6, ...bigEndian(length)];
}

/** In MessagePack's shortest form. */
function wholeNumber(value: number): number[] {
  if (value < 2 ** 7) return [value];
  if (value < 2 ** 8) return [0xcc, value];
  if (value < 2 ** 16) return [0xcd, value >> 8, value & 255];
  if (value < 2 ** 32) return [0xce, ...bigEndian(value)];
  return [0xcf, ...bigEndian(value / 2 ** 32), ...bigEndian(value)];
}

function bigEndian(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
