import type { Key, KeyImpl } from "../key.ts";

type KeyClass = new (impl: KeyImpl, words: readonly [number, number]) => Key;

let keyClass: KeyClass | undefined;

/** The class is made on first use: its brand is a `Symbol.for`, and nothing may be called when a module loads. */
function defineKey(): KeyClass {
  return class Key {
    readonly impl: KeyImpl;
    readonly words: readonly [number, number];

    constructor(impl: KeyImpl, words: readonly [number, number]) {
      this.impl = impl;
      this.words = Object.freeze(words);
      Object.freeze(this);
    }

    get [Symbol.for("@ngc/random/key")](): true {
      return true;
    }

    get [Symbol.toStringTag](): string {
      return "Key";
    }

    toString(): string {
      return `Key ${this.impl} [${this.words.join(", ")}]`;
    }

    [Symbol.for("nodejs.util.inspect.custom")](): string {
      return this.toString();
    }
  };
}

/** A key of two words that are known to be whole numbers below 2^32. */
export function makeKey(impl: KeyImpl, high: number, low: number): Key {
  keyClass ??= defineKey();
  return new keyClass(impl, [high, low]);
}
