import { TILE } from "@tooling/kernels/assembly/tile";

/*
 * A checksum is a remainder by its polynomial, and stays what it is when a multiple of that polynomial is added. A multiple of few
 * terms clears a byte by adding it to few others behind it, with no table: 11 GB/s, eight tables in TypeScript 1.3.
 * Squared, a multiple is one still, with each exponent doubled; three times, and its exponents count bytes.
 * Each function clears the first `n` bytes of the room, a multiple of 64, and adds them to those behind.
 */

/** By (x^5275 + x^4508 + x^2751 + 1)^8, in bytes: the least of four terms, and with fewer there is none. */
export function crc32c(n: i32): void {
  for (let at = TILE, end = TILE + <usize>n; at < end; at += 16) {
    const cleared = v128.load(at);
    v128.store(at, v128.xor(v128.load(at, 5275 - 4508), cleared), 5275 - 4508);
    v128.store(at, v128.xor(v128.load(at, 5275 - 2751), cleared), 5275 - 2751);
    v128.store(at, v128.xor(v128.load(at, 5275), cleared), 5275);
  }
}

/** By (x^300 + x^155 + x^117 + x^89 + 1)^128, in vectors. */
export function crc32(n: i32): void {
  for (let at = TILE, end = TILE + <usize>n; at < end; at += 16) {
    const cleared = v128.load(at);
    v128.store(at, v128.xor(v128.load(at, 16 * (300 - 155)), cleared), 16 * (300 - 155));
    v128.store(at, v128.xor(v128.load(at, 16 * (300 - 117)), cleared), 16 * (300 - 117));
    v128.store(at, v128.xor(v128.load(at, 16 * (300 - 89)), cleared), 16 * (300 - 89));
    v128.store(at, v128.xor(v128.load(at, 16 * 300), cleared), 16 * 300);
  }
}
