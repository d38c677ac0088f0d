import type { Tensor } from "@ngc/tensor";
import { describe } from "@ngc/tensor/authoring";
import { ChosenKeys } from "../internal/chosen-keys.ts";
import { EXTENSION } from "../internal/ngc-format.ts";
import { type Limits, OBJECT_VALUES } from "../limits.ts";
import { readKey, readTensor, readTimestamp, readTypedArray } from "./extensions.ts";
import { CHUNKED, joinChunks } from "./flax-chunks.ts";
import { MessagePackCursor } from "./messagepack-cursor.ts";

/** The one value that `bytes` hold from `start` to their end. */
export function decodeBody(fn: string, bytes: Uint8Array, start: number, limits: Limits): unknown {
  const reader = new Reader(fn, bytes, start, limits);
  const value = reader.value();
  if (reader.at < bytes.length)
    reader.fail("TRAILING", `the document must end after ${reader.at} bytes, got ${bytes.length}`);
  return value;
}

/**
 * A strict reader of MessagePack, of this project's own: @msgpack's decoder allocates what a length claims (20 bytes end the process),
 * lets the last of two equal keys win, takes invalid UTF-8, and drops a byte order mark from strings of more than 200 bytes.
 * Here nothing is allocated before its bytes are known to be there: `owed` counts the values that open containers still wait for,
 * each of at least one byte.
 */
export class Reader extends MessagePackCursor {
  readonly limits: Limits;
  /** Whether these are Flax's own bytes: what this package writes it never writes in chunks, so that no object is mistaken for one. */
  readonly #flax: boolean;
  #owed = 1;
  #values = 1;
  #tensors = 0;
  #depth = 0;

  constructor(fn: string, bytes: Uint8Array, start: number, limits: Limits) {
    super(fn, bytes, start);
    this.limits = limits;
    this.#flax = start === 0;
  }

  value(): unknown {
    const type = this.unsigned(1);
    this.#owed--;
    if (type < 0x80) return type;
    if (type < 0x90) return this.#map(type & 15);
    if (type < 0xa0) return this.#array(type & 15);
    if (type < 0xc0) return this.string(type & 31);
    if (type >= 0xe0) return type - 0x100;
    switch (type) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xc4:
        return this.#binary(this.unsigned(1));
      case 0xc5:
        return this.#binary(this.unsigned(2));
      case 0xc6:
        return this.#binary(this.unsigned(4));
      case 0xc7:
        return this.#extension(this.unsigned(1));
      case 0xc8:
        return this.#extension(this.unsigned(2));
      case 0xc9:
        return this.#extension(this.unsigned(4));
      case 0xca:
        return this.view.getFloat32(this.skip(4));
      case 0xcb:
        return this.view.getFloat64(this.skip(8));
      case 0xcc:
        return this.unsigned(1);
      case 0xcd:
        return this.unsigned(2);
      case 0xce:
        return this.unsigned(4);
      case 0xcf:
        return this.view.getBigUint64(this.skip(8));
      case 0xd0:
        return this.view.getInt8(this.skip(1));
      case 0xd1:
        return this.view.getInt16(this.skip(2));
      case 0xd2:
        return this.view.getInt32(this.skip(4));
      case 0xd3:
        return this.view.getBigInt64(this.skip(8));
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.#extension(1 << (type - 0xd4));
      case 0xd9:
        return this.string(this.unsigned(1));
      case 0xda:
        return this.string(this.unsigned(2));
      case 0xdb:
        return this.string(this.unsigned(4));
      case 0xdc:
        return this.#array(this.unsigned(2));
      case 0xdd:
        return this.#array(this.unsigned(4), true);
      case 0xde:
        return this.#map(this.unsigned(2));
      case 0xdf:
        return this.#map(this.unsigned(4), true);
      default:
        this.at--;
        return this.fail("BAD_HEADER", "a value must not begin with 0xc1, got that byte");
    }
  }

  #array(length: number, wide = false): unknown[] {
    this.#enter(length, wide);
    const array: unknown[] = [];
    for (let i = 0; i < length; i++) array.push(this.value());
    this.#depth--;
    return array;
  }

  #map(length: number, wide = false): Map<string | number, unknown> | Record<string, unknown> | Tensor {
    this.#enter(2 * length, wide);
    const object: Record<string, unknown> = Object.create(null);
    const names: string[] = [];
    let map: Map<string | number, unknown> | undefined;
    let chosen: ChosenKeys | undefined;
    for (let i = 0; i < length; i++) {
      const key = this.#key();
      // With the first number it becomes a Map; an object alone takes half the time of a Map that turns into one.
      if (typeof key === "number") {
        map ??= new Map(names.map((name) => [name, object[name]]));
        chosen ??= new ChosenKeys(this.fail);
        chosen.add(key);
      }
      if (map === undefined ? key in object : map.has(key))
        this.fail("DUPLICATE", `a key must stand once, got ${describe(key)} again`);
      const value = this.value();
      if (map !== undefined) map.set(key, value);
      else {
        object[key] = value;
        names.push(key as string);
      }
    }
    this.#depth--;
    if (map !== undefined) return map;
    return this.#flax && Object.hasOwn(object, CHUNKED) ? joinChunks(this, object) : object;
  }

  #key(): string | number {
    const start = this.at;
    // What may be a key is read by few bytes, so nothing is built that is then refused.
    const key = this.#isPlain() ? this.value() : undefined;
    if (typeof key === "string" || typeof key === "number") return key;
    this.at = start;
    return this.fail(
      "BAD_KEY",
      `a key must be a string or a number of up to 32 bits or a float, got type ${this.bytes[start]}`,
    );
  }

  /** The value at hand where extensions hold nothing that could hold one like them. */
  plain(): unknown {
    return this.#isPlain()
      ? this.value()
      : this.fail("BAD_HEADER", `a number or a string is required, got type ${this.bytes[this.at]}`);
  }

  /** Whether the value at hand is no container, binary or extension. */
  #isPlain(): boolean {
    this.need(1);
    const type = this.bytes[this.at];
    return !(
      (type >= 0x80 && type < 0xa0) ||
      (type >= 0xc4 && type < 0xca) ||
      (type > 0xd3 && type < 0xd9) ||
      (type > 0xdb && type < 0xe0)
    );
  }

  /** Counts an object and its `values` before it is made; as a value of what it lies in it was counted before. */
  #object(values = 0): void {
    this.#values += OBJECT_VALUES - 1 + values;
    if (this.#values > this.limits.values)
      this.fail("LIMIT", `at most ${this.limits.values} values are read, got more`, this.limits.values);
  }

  #binary(length: number): Uint8Array {
    this.#object();
    const start = this.skip(length);
    return this.bytes.slice(start, this.at);
  }

  /** Before a container of `count` values is made: they must be able to be there, and within the limits. */
  #enter(count: number, wide: boolean): void {
    if (this.#depth === this.limits.depth)
      this.fail(
        "DEPTH",
        `at most ${this.limits.depth} containers lie in each other, got more`,
        this.limits.depth,
      );
    this.#depth++;
    this.#owed += count;
    this.need(this.#owed, wide);
    this.#object(count);
  }

  #extension(length: number): unknown {
    const type = this.view.getInt8(this.skip(1));
    this.need(length);
    const outer = { end: this.end, owed: this.#owed };
    this.end = this.at + length;
    this.#owed = 1;
    const value = this.#extended(type, length);
    if (this.at !== this.end)
      this.fail("TRAILING", `an extension must end after ${length} bytes, got ${this.end - this.at} more`);
    this.end = outer.end;
    this.#owed = outer.owed;
    return value;
  }

  #extended(type: number, length: number): unknown {
    switch (type) {
      case EXTENSION.timestamp:
        this.#object();
        return readTimestamp(this, length);
      case EXTENSION.tensor:
      case EXTENSION.scalar:
        if (++this.#tensors > this.limits.tensors)
          this.fail(
            "LIMIT",
            `at most ${this.limits.tensors} tensors are read, got more`,
            this.limits.tensors,
          );
        this.#object();
        return readTensor(this);
      case EXTENSION.typedArray:
        this.#object();
        return readTypedArray(this);
      case EXTENSION.undefined:
        return undefined;
      case EXTENSION.map:
        return this.#uniqueKeys(this.#items());
      case EXTENSION.set:
        return this.#uniqueValues(this.#items());
      case EXTENSION.key:
        this.#object();
        return readKey(this);
      case EXTENSION.complex:
        return this.fail("UNSUPPORTED", "complex numbers are not read, got one");
      default:
        return this.fail("UNSUPPORTED", `extensions of type ${type} are not read, got one`);
    }
  }

  #items(): unknown[] {
    this.#owed--;
    return this.#array(this.arrayLength());
  }

  #uniqueKeys(items: readonly unknown[]): Map<unknown, unknown> {
    if (items.length % 2 !== 0)
      this.fail("BAD_HEADER", `a Map must hold keys and values, got ${items.length} items`);
    const map = new Map<unknown, unknown>();
    const chosen = new ChosenKeys(this.fail);
    for (let i = 0; i < items.length; i += 2) {
      chosen.add(items[i]);
      map.set(items[i], items[i + 1]);
    }
    if (2 * map.size !== items.length)
      this.fail("DUPLICATE", "a key of a Map must stand once, got one again");
    return map;
  }

  #uniqueValues(items: readonly unknown[]): Set<unknown> {
    const chosen = new ChosenKeys(this.fail);
    for (const item of items) chosen.add(item);
    const set = new Set(items);
    if (set.size !== items.length) this.fail("DUPLICATE", "a value of a Set must stand once, got one again");
    return set;
  }
}
