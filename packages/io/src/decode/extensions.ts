import type { Tensor } from "@ngc/tensor";
import { describe, makeTensor, sizeOf } from "@ngc/tensor/authoring";
import { KEY_BRAND, KEY_IMPLEMENTATIONS, TYPED_ARRAYS } from "../internal/ngc-format.ts";
import { ELEMENT_KINDS, type ElementName, readElements } from "./elements.ts";
import type { Reader } from "./messagepack.ts";

/** The farthest from 1970 that a Date can be, in seconds. */
const LAST_SECOND = 8_640_000_000_000n;

/** A Date from MessagePack's timestamp; what is finer than a millisecond is cut off, never rounded up into the next second. */
export function readTimestamp(reader: Reader, length: number): Date {
  const { view } = reader;
  const at = reader.skip(length);
  let nanoseconds = 0;
  let seconds = 0n;
  if (length === 4) seconds = BigInt(view.getUint32(at));
  else if (length === 8) {
    nanoseconds = view.getUint32(at) >>> 2;
    seconds = view.getBigUint64(at) & 0x3_ffff_ffffn;
  } else if (length === 12) {
    nanoseconds = view.getUint32(at);
    seconds = view.getBigInt64(at + 4);
  } else reader.fail("BAD_HEADER", `a timestamp must have 4, 8 or 12 bytes, got ${length}`);
  if (nanoseconds > 999_999_999)
    reader.fail("BAD_HEADER", `a second has 10^9 nanoseconds, got ${nanoseconds}`);
  if (seconds < -LAST_SECOND || seconds > LAST_SECOND)
    reader.fail("OVERFLOW", `a Date holds at most ${LAST_SECOND} seconds, got ${seconds}`);
  const time = Number(seconds) * 1000 + Math.floor(nanoseconds / 1_000_000);
  const date = new Date(time);
  return Number.isNaN(date.getTime())
    ? reader.fail("OVERFLOW", `a Date ends before ${time} ms, got that`)
    : date;
}

/** The tensor in Flax's `(shape, dtype, bytes)`. */
export function readTensor(reader: Reader): Tensor {
  const { shape, count, name, length } = readPacked(reader);
  if (!Object.hasOwn(ELEMENT_KINDS, name))
    reader.fail("DTYPE", `a dtype of tensors is required, got ${describe(name)}`);
  const { size, dtype } = ELEMENT_KINDS[name as ElementName];
  if (count * size !== length)
    reader.fail("SHAPE", `shape [${shape.join(", ")}] of ${name} needs ${count * size} bytes, got ${length}`);
  const data = readElements(reader.bytes, reader.at - length, count, name as ElementName, true);
  if (name === "bool" && (data as Uint8Array).some((element) => element > 1))
    reader.fail("DTYPE", "the elements of a bool tensor must be 0 or 1, got another");
  return makeTensor(data as never, shape, dtype) as Tensor;
}

/** A typed array by the name of its class; the values of a Float16Array as float32 where the engine has none. */
export function readTypedArray(reader: Reader): ArrayBufferView {
  const { shape, count, name, length } = readPacked(reader);
  if (shape.length !== 1) reader.fail("SHAPE", `a typed array has one axis, got ${shape.length}`);
  if (!Object.hasOwn(TYPED_ARRAYS, name))
    reader.fail("DTYPE", `a class of typed arrays is required, got ${describe(name)}`);
  if (count * TYPED_ARRAYS[name] !== length)
    reader.fail("SHAPE", `${count} elements of a ${name} need other than ${length} bytes`);
  const at = reader.at - length;
  const kind = (globalThis as Readonly<Record<string, unknown>>)[name] as
    | (new (
        buffer: ArrayBuffer,
      ) => ArrayBufferView)
    | undefined;
  // Not every engine has a Float16Array.
  if (kind === undefined) return readElements(reader.bytes, at, count, "float16", true);
  return new kind(reader.bytes.slice(at, reader.at).buffer);
}

/** `(shape, name, bytes)`; the bytes are the last `length` before the reader. */
function readPacked(reader: Reader): { shape: number[]; count: number; name: string; length: number } {
  const parts = reader.arrayLength();
  if (parts !== 3) reader.fail("BAD_HEADER", `an array is packed in 3 parts, got ${parts}`);
  const { rank } = reader.limits;
  const axes = reader.arrayLength();
  if (axes > rank) reader.fail("LIMIT", `at most ${rank} axes are read, got ${axes}`, rank);

  const shape: number[] = [];
  while (shape.length < axes) {
    const length = reader.plain();
    if (
      (typeof length !== "number" && typeof length !== "bigint") ||
      !Number.isSafeInteger(Number(length)) ||
      length < 0
    )
      reader.fail("SHAPE", `a shape must hold whole numbers from 0, got ${describe(length)}`);
    shape.push(Number(length));
  }
  const name = reader.plain();
  if (typeof name !== "string") return reader.fail("DTYPE", `a dtype must be a name, got ${describe(name)}`);
  return { shape, count: sizeOf(shape), name, length: reader.binaryLength() };
}

/** A key that @ngc/random's functions take, and that its `isKey` knows. */
export function readKey(reader: Reader): object {
  const parts = reader.arrayLength();
  if (parts !== 3) reader.fail("BAD_HEADER", `a key is packed in 3 parts, got ${parts}`);
  const [impl, ...words] = [reader.plain(), reader.plain(), reader.plain()];
  // Checked here, since @ngc/random trusts what carries its brand.
  if (!KEY_IMPLEMENTATIONS.includes(impl as string))
    reader.fail(
      "UNSUPPORTED",
      `a key must be of one of ${KEY_IMPLEMENTATIONS.join(" ")}, got ${describe(impl)}`,
    );
  if (!words.every((word) => typeof word === "number" && word >>> 0 === word))
    reader.fail(
      "BAD_HEADER",
      `a key must have two whole numbers below 2^32, got ${words.map(describe).join(" and ")}`,
    );
  const key = { impl, words: Object.freeze(words) };
  return Object.freeze(Object.defineProperty(key, Symbol.for(KEY_BRAND), { value: true }));
}
