import { ChosenKeys } from "../../internal/chosen-keys.ts";
import type { PickleMachine } from "./machine.ts";
import { type Item, type Node, show } from "./nodes.ts";

/** A node whose value is known, and what it takes to walk through it. */
interface Known {
  readonly value: unknown;
  readonly values: number;
  readonly height: number;
}

/**
 * Makes values of nodes. One that is reached twice is made once and shared, as in Python; but its values are counted each time, for
 * who walks through the object will meet them each time.
 */
export class PickleValues {
  readonly #pickle: PickleMachine;
  readonly #known = new Map<Node, Known | "open">();
  #values = 0;
  #deepest = 0;

  constructor(pickle: PickleMachine) {
    this.#pickle = pickle;
  }

  /** The value of an item that lies in `depth` others. */
  value(item: Item, depth = 0): unknown {
    this.#count(1, depth);
    if (typeof item !== "object" || item === null) return item;
    const known = this.#known.get(item);
    if (known === "open") return this.#pickle.fail("CYCLE", "an object must not lie in itself, got one");
    if (known !== undefined) {
      this.#count(known.values - 1, depth + known.height);
      return known.value;
    }
    const before = { values: this.#values, deepest: this.#deepest };
    this.#known.set(item, "open");
    this.#deepest = depth;
    // A container counts as a level even where it is empty.
    if ("items" in item) this.#count(0, depth + 1);
    const value = this.#made(item, depth);
    this.#known.set(item, {
      value,
      values: this.#values - before.values + 1,
      height: this.#deepest - depth,
    });
    this.#deepest = Math.max(this.#deepest, before.deepest);
    return value;
  }

  #count(values: number, depth: number): void {
    const { limits, fail } = this.#pickle;
    this.#values += values;
    this.#deepest = Math.max(this.#deepest, depth);
    if (this.#values > limits.values)
      fail("LIMIT", `at most ${limits.values} values are read, got more`, limits.values);
    if (this.#deepest > limits.depth)
      fail("DEPTH", `at most ${limits.depth} containers lie in each other, got more`, limits.depth);
  }

  #made(node: Node, depth: number): unknown {
    const { fail } = this.#pickle;
    switch (node.kind) {
      case "bytes":
        return node.bytes.slice();
      case "array":
        return node.tensor ?? fail("BAD_HEADER", "an array must have a state, got one without");
      case "list":
      case "tuple":
        return node.items.map((item) => this.value(item, depth + 1));
      case "set":
        return this.#set(node.items, depth);
      case "dict":
        return this.#dict(node.items, depth);
      default:
        return fail("UNSUPPORTED", `only plain data and arrays are read, got ${show(node)}`);
    }
  }

  #set(items: readonly Item[], depth: number): Set<unknown> {
    const chosen = new ChosenKeys(this.#pickle.fail);
    const set = new Set<unknown>();
    for (const item of items) {
      chosen.add(item);
      set.add(this.value(item, depth + 1));
    }
    if (set.size < items.length)
      this.#pickle.fail("DUPLICATE", "a value of a set must stand once, got one again");
    return set;
  }

  #dict(items: readonly Item[], depth: number): Map<unknown, unknown> | Record<string, unknown> {
    const map = new Map<unknown, unknown>();
    const chosen = new ChosenKeys(this.#pickle.fail);
    let named = true;
    for (let i = 0; i < items.length; i += 2) {
      const key = items[i];
      if (typeof key !== "string") named = false;
      if (typeof key !== "string" && typeof key !== "number" && typeof key !== "bigint")
        this.#pickle.fail("BAD_KEY", `a key must be a string or a number, got ${show(key)}`);
      chosen.add(key);
      if (map.has(key)) this.#pickle.fail("DUPLICATE", `a key must stand once, got ${show(key)} again`);
      this.#count(1, depth);
      map.set(key, this.value(items[i + 1], depth + 1));
    }
    if (!named) return map;
    const object: Record<string, unknown> = Object.create(null);
    for (const [name, value] of map) object[name as string] = value;
    return object;
  }
}
