import type { Tensor } from "@ngc/tensor";
import { describe } from "@ngc/tensor/authoring";
import { type Limits, type LimitsOption, limitsOf } from "../limits.ts";
import { bytesOf } from "./bytes.ts";
import { type Fail, failing, needBytes } from "./fail.ts";
import { type Layout, tensorAt } from "./layout.ts";
import { type SafetensorsHeader, SafetensorsHeaderReader } from "./safetensors-header.ts";

/** What lies before the header: its length. */
export const SAFETENSORS_PREAMBLE_BYTES = 8;

/** What a safetensors file holds. */
export interface Safetensors {
  readonly tensors: Map<string, Tensor>;
  /** Texts by name, in an object without prototype; empty where the file has none. */
  readonly metadata: Record<string, string>;
}

/**
 * The tensors in a file of Hugging Face's safetensors format, and its metadata: the inverse of {@link encodeSafetensors}.
 *
 * Small integers become int32, float16 and bfloat16 become float32. The file must be what the format's own reader takes
 * (tensors end to end, nothing before, between or after them), and more: names stand once, and there are no further keys.
 *
 * @throws FormatError if the bytes are not one whole safetensors file
 * @example
 * ```ts
 * decodeSafetensors(encodeSafetensors({ tensors: new Map([["W", tensor([1, 2])]]) })).tensors.get("W"); // => [1, 2]
 * ```
 * @python safetensors.numpy.load
 */
export function decodeSafetensors(bytes: Uint8Array | ArrayBuffer, options?: LimitsOption): Safetensors {
  return decodeSafetensorsAs("decodeSafetensors", bytes, limitsOf("decodeSafetensors", options));
}

/** {@link decodeSafetensors} for a function of another name. */
export function decodeSafetensorsAs(
  fn: string,
  bytes: Uint8Array | ArrayBuffer,
  limits: Limits,
): Safetensors {
  const file = bytesOf(fn, bytes, "safetensors", limits);
  const fail: Fail = failing(fn, "safetensors");
  const { layouts, metadata } = readSafetensorsHeader(fn, file, file.length, limits);
  const tensors = new Map<string, Tensor>();
  for (const [name, layout] of layouts) tensors.set(name, tensorAt(fail, file, layout));
  return { tensors, metadata };
}

/**
 * The byte after the header of a file of `length` bytes, within which it lies.
 *
 * @param bytes - the file's beginning: all of it, or at least `SAFETENSORS_PREAMBLE_BYTES`
 */
export function safetensorsHeaderEnd(fn: string, bytes: Uint8Array, length: number, limits: Limits): number {
  const fail: Fail = failing(fn, "safetensors");
  needBytes(fail, SAFETENSORS_PREAMBLE_BYTES, length);
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getBigUint64(0, true);
  if (size > limits.header)
    fail("LIMIT", `a header has at most ${limits.header} bytes, got ${size}`, {
      offset: 0,
      limit: limits.header,
    });
  if (size === 0n) fail("BAD_HEADER", "a header must have bytes, got none", { offset: 0 });
  const end = SAFETENSORS_PREAMBLE_BYTES + Number(size);
  needBytes(fail, end, length);
  return end;
}

/**
 * What the header of a file of `length` bytes says, which is in order and covers that length.
 *
 * @param bytes - the file's beginning: all of it, or at least up to {@link safetensorsHeaderEnd}
 */
export function readSafetensorsHeader(
  fn: string,
  bytes: Uint8Array,
  length: number,
  limits: Limits,
): SafetensorsHeader {
  const fail: Fail = failing(fn, "safetensors");
  const end = safetensorsHeaderEnd(fn, bytes, length, limits);
  const json = bytes.subarray(0, end);
  const header = new SafetensorsHeaderReader(fail, json, SAFETENSORS_PREAMBLE_BYTES, limits).read();
  checkCover(fail, header.layouts, end, length);
  return header;
}

/** Throws unless the tensors lie end to end from `start` to the file's end. */
function checkCover(fail: Fail, layouts: ReadonlyMap<string, Layout>, start: number, length: number): void {
  let covered = start;
  const inOrder = [...layouts].sort(([, a], [, b]) => a.start - b.start || a.end - b.end);
  for (const [name, layout] of inOrder) {
    if (layout.start !== covered)
      fail("OFFSET", `tensors must lie end to end, got ${describe(name)} at ${layout.start - start}`, {
        offset: layout.start,
        path: name,
      });
    covered = layout.end;
  }
  needBytes(fail, covered, length);
  if (length > covered)
    fail("TRAILING", `the file must end after ${covered} bytes, got ${length}`, { offset: covered });
}
