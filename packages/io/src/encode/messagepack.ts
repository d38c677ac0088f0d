import { ExtData } from "@msgpack/msgpack";
import { describe, isTensor } from "@ngc/tensor/authoring";
import { FormatError, type FormatErrorCode, type FormatErrorDetails } from "../format-error.ts";
import { ChosenKeys } from "../internal/chosen-keys.ts";
import { isWellFormed } from "../internal/is-well-formed.ts";
import { EXTENSION, KEY_BRAND } from "../internal/ngc-format.ts";
import { tagOf } from "../internal/tag-of.ts";
import { type Limits, OBJECT_VALUES } from "../limits.ts";
import { Draft, extension } from "./draft.ts";
import { binary, keyBody, negativeZero, tensorBody, timestampBody, typedArrayBody } from "./extensions.ts";
import { chainLength, isPlain } from "./prototypes.ts";

/** `object` as MessagePack, in parts that are to be laid end to end from `offset` on. */
export function encodeBody(fn: string, object: unknown, limits: Limits, offset: number): Uint8Array[] {
  return new Walk(fn, limits).document(object).place(offset);
}

/** Refuses a value with a message that names the way to it. */
export type Refuse = (
  code: FormatErrorCode,
  required: string,
  details?: Partial<FormatErrorDetails>,
) => never;

/** Checks every value, and copies containers, so that no getter can answer differently when @msgpack asks again. */
class Walk {
  readonly #fn: string;
  readonly #limits: Limits;
  /** The way to the value at hand: names and places, made into text only for a refusal. */
  readonly #path: (string | number)[] = [];
  readonly #open: object[] = [];
  /** Those that were checked. */
  readonly #names = new Set<string>();
  #draft = new Draft();
  #values = 0;
  #tensors = 0;

  constructor(fn: string, limits: Limits) {
    this.#fn = fn;
    this.#limits = limits;
  }

  document(object: unknown): Draft {
    this.#count(1);
    return this.#drafted(() => this.#check(object));
  }

  /** A document of its own: the whole, or what a Map or a Set holds. */
  #drafted(value: () => unknown): Draft {
    const outer = this.#draft;
    const draft = new Draft();
    this.#draft = draft;
    draft.write(value());
    this.#draft = outer;
    return draft;
  }

  #check(value: unknown): unknown {
    switch (typeof value) {
      case "number":
        return Object.is(value, -0) ? this.#draft.gap(negativeZero) : value;
      case "string":
        if (!isWellFormed(value)) this.#refuse("BAD_UTF8", "strings must not hold lone surrogates");
        return value;
      case "bigint":
        if (BigInt.asIntN(64, value) !== value && BigInt.asUintN(64, value) !== value)
          this.#refuse("OVERFLOW", `a bigint must lie in [-2^63, 2^64), got ${describe(value)}`);
        return value;
      case "boolean":
        return value;
      case "undefined":
        return new ExtData(EXTENSION.undefined, new Uint8Array(0));
      case "object":
        return value === null ? null : this.#checkObject(value);
      default:
        return this.#unsupported(value);
    }
  }

  #checkObject(value: object): unknown {
    this.#count(OBJECT_VALUES - 1);
    try {
      if (isTensor(value)) {
        if (++this.#tensors > this.#limits.tensors) this.#pastLimit("tensors");
        if (value.shape.length > this.#limits.rank) this.#pastLimit("rank");
        return this.#draft.gap(extension(EXTENSION.tensor, tensorBody(value, this.#refuse)));
      }
      if ((value as Record<symbol, unknown>)[Symbol.for(KEY_BRAND)] === true)
        return new ExtData(EXTENSION.key, keyBody(value, this.#refuse));
      if (ArrayBuffer.isView(value)) return this.#checkView(value);
      return this.#checkContainer(value);
    } catch (cause) {
      if (cause instanceof FormatError) throw cause;
      // A getter or a proxy that throws, a detached buffer, an object that only says that it is a Map.
      return this.#refuse("UNSUPPORTED", "every value must be readable, got an error", { cause });
    }
  }

  #checkView(value: ArrayBufferView): unknown {
    const kind = tagOf(value);
    if (kind === "Uint8Array") return this.#draft.gap(binary(value));
    const body = typedArrayBody(value, kind);
    if (body === undefined) return this.#unsupported(value);
    return this.#draft.gap(extension(EXTENSION.typedArray, body));
  }

  #checkContainer(value: object): unknown {
    if (isPlain(value))
      return this.#inside(value, () => this.#checkProperties(value as Record<string, unknown>));
    if (chainLength(value) !== 2) return this.#unsupported(value);
    if (Array.isArray(value)) return this.#inside(value, () => this.#checkArray(value));
    if (Reflect.ownKeys(value).length > 0) return this.#unsupported(value);
    switch (tagOf(value)) {
      case "Map":
        return this.#inside(value, () => this.#checkMap(value as Map<unknown, unknown>));
      case "Set":
        return this.#inside(value, () => this.#checkSet(value as Set<unknown>));
      case "Date":
        return new ExtData(EXTENSION.timestamp, timestampBody(value as Date, this.#refuse));
      default:
        return this.#unsupported(value);
    }
  }

  #checkArray(array: readonly unknown[]): unknown[] {
    this.#count(array.length);
    // All values, those of properties too: the names of a million places would be a million strings, and take 7 times as long.
    const copy: unknown[] = Object.values(array);
    if (copy.length !== array.length || Object.getOwnPropertySymbols(array).length > 0) this.#notDense();
    for (let i = 0; i < copy.length; i++) {
      // A property makes up for a hole in number, but not in its place.
      if (!Object.hasOwn(array, i) || !Object.is(array[i], copy[i])) this.#notDense();
      const checked = this.#at(i, copy[i]);
      if (checked !== copy[i]) copy[i] = checked;
    }
    return copy;
  }

  #notDense(): never {
    return this.#refuse("UNSUPPORTED", "an array must have no holes and no properties");
  }

  #checkProperties(object: Record<string, unknown>): Record<string, unknown> {
    // Assigned one by one to an object without prototype, properties take 8 times as long.
    const copy = { ...object };
    const names = Object.keys(copy);
    this.#count(2 * names.length);
    if (
      Object.getOwnPropertyNames(object).length !== names.length ||
      Object.getOwnPropertySymbols(object).length > 0
    )
      this.#refuse("UNSUPPORTED", "properties must be enumerable and named by strings");
    for (const name of names) {
      this.#checkName(name);
      const checked = this.#at(name, copy[name]);
      if (checked !== copy[name]) copy[name] = checked;
    }
    return copy;
  }

  /** Once for each name, since a list of records has few. */
  #checkName(name: string): void {
    if (this.#names.has(name)) return;
    if (!isWellFormed(name)) this.#refuse("BAD_UTF8", "names must not hold lone surrogates");
    this.#names.add(name);
  }

  #checkMap(map: ReadonlyMap<unknown, unknown>): unknown {
    return this.#nested(EXTENSION.map, () => {
      const items: unknown[] = [];
      const chosen = this.#chosenKeys();
      let i = 0;
      for (const [key, value] of map) {
        chosen.add(key);
        items.push(this.#in("keys", i, key), this.#in("values", i, value));
        i++;
      }
      return items;
    });
  }

  #checkSet(set: ReadonlySet<unknown>): unknown {
    const chosen = this.#chosenKeys();
    return this.#nested(EXTENSION.set, () =>
      Array.from(set, (item, i) => {
        chosen.add(item);
        return this.#in("values", i, item);
      }),
    );
  }

  #chosenKeys(): ChosenKeys {
    return new ChosenKeys((code, message, limit) => this.#refuse(code, message, { limit }));
  }

  /** Items in an extension of their own. */
  #nested(type: number, items: () => unknown[]): unknown {
    const draft = this.#drafted(items);
    return this.#draft.gap(extension(type, (offset) => draft.place(offset)));
  }

  /** A key or a value of a Map or a Set. */
  #in(part: "keys" | "values", i: number, value: unknown): unknown {
    this.#count(1);
    this.#path.push(part);
    const checked = this.#at(i, value);
    this.#path.pop();
    return checked;
  }

  #at(step: string | number, value: unknown): unknown {
    // What is itself in any place needs no way to it. 0 may be -0.
    if ((typeof value === "number" && value !== 0) || typeof value === "boolean") return value;
    this.#path.push(step);
    const checked = this.#check(value);
    this.#path.pop();
    return checked;
  }

  #inside<T>(container: object, check: () => T): T {
    if (this.#open.includes(container)) this.#refuse("CYCLE", "an object must not hold itself");
    if (this.#open.length === this.#limits.depth)
      this.#refuse("DEPTH", `at most ${this.#limits.depth} objects lie in each other`, {
        limit: this.#limits.depth,
      });
    this.#open.push(container);
    const checked = check();
    this.#open.pop();
    return checked;
  }

  /** Names count as values, and objects as several, as they do where they are read. */
  #count(values: number): void {
    this.#values += values;
    if (this.#values > this.#limits.values) this.#pastLimit("values");
  }

  #pastLimit(name: "values" | "tensors" | "rank"): never {
    const limit = this.#limits[name];
    return this.#refuse("LIMIT", `the limit of ${name} is ${limit}, got more`, { limit });
  }

  #unsupported(value: unknown): never {
    const name = typeof value === "object" && value !== null ? value.constructor?.name : undefined;
    return this.#refuse(
      "UNSUPPORTED",
      `only plain data can be written, got ${name === undefined ? describe(value) : `a ${name}`}`,
    );
  }

  readonly #refuse: Refuse = (code, required, details) => {
    const path = `$${this.#path.map(showStep).join("")}`;
    throw new FormatError(code, `${this.#fn}: ${path}: ${required}`, { format: "msgpack", path, ...details });
  };
}

function showStep(step: string | number): string {
  if (typeof step === "number") return `[${step}]`;
  return /^[a-z_$][\w$]*$/i.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}
