import { type Key, wrapKeyData } from "@ngc/random";

/** A key that nobody has drawn before. A key keeps no secret, so that Web Crypto, 6 ms of a process's start in Node, is not needed. */
export function freshKey(): Key {
  return wrapKeyData([drawWord(), drawWord()]);
}

function drawWord(): number {
  return Math.floor(2 ** 32 * Math.random());
}
