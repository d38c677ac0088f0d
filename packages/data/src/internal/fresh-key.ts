import { type Key, wrapKeyData } from "@ngc/random";

// Web Crypto is a global in every runtime that is supported, but not in the language's own declarations.
declare const crypto: { getRandomValues(words: Uint32Array): Uint32Array };

/** A key that nobody has drawn before. */
export function freshKey(): Key {
  return wrapKeyData(crypto.getRandomValues(new Uint32Array(2)));
}
