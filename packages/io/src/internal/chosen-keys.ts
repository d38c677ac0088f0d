import { describe } from "@ngc/tensor/authoring";

/** As many keys that all fall together take 8 million comparisons, 0.1 s. */
const MOST = 4096;

/** Of numbers below it no more than some 4,000 fall together. */
const SMALL = 0x40_0000;

/**
 * Counts the keys of one Map or Set that a file's writer may have chosen to fall together.
 *
 * V8 places numbers and bigints by a function that is no secret, and a key looks at all that fell where it falls: 400 KB of them took
 * 7.5 s. Strings are placed by a secret, and whole numbers below 2^22, as ids of tokens are, are too few to choose from.
 */
export class ChosenKeys {
  readonly #fail: (code: "LIMIT", message: string, limit: number) => never;
  #count = 0;

  constructor(fail: (code: "LIMIT", message: string, limit: number) => never) {
    this.#fail = fail;
  }

  /** Throws where `key` is one too many. */
  add(key: unknown): void {
    const chosen =
      typeof key === "number" ? !Number.isInteger(key) || Math.abs(key) >= SMALL : typeof key === "bigint";
    if (chosen && ++this.#count > MOST)
      this.#fail(
        "LIMIT",
        `at most ${MOST} keys may be bigints, fractions or from 2^22 on, got ${describe(key)} as one more`,
        MOST,
      );
  }
}
