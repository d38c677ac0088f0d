import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/** 32 bits, as a whole number. */
function nextUint32(generator: RandomGenerator): number {
  return generator.next() >>> 0;
}

/** 53 bits as a number in [0, 1). */
export function nextDouble(generator: RandomGenerator): number {
  const high = nextUint32(generator) >>> 5;
  const low = nextUint32(generator) >>> 6;
  return (high * 2 ** 26 + low) / 2 ** 53;
}

/** A whole number in [0, last] for `last` below 2^32: words cut to its bits until one is small enough. A `last` of 0 draws nothing. */
export function nextWithin(generator: RandomGenerator, last: number): number {
  if (last === 0) return 0;
  const mask = 0xffffffff >>> Math.clz32(last);
  for (;;) {
    const value = (generator.next() & mask) >>> 0;
    if (value <= last) return value;
  }
}

/** Fills `into` with whole numbers in [0, last], four tries to a word, its lowest byte first. */
export function fillBytesWithin(generator: RandomGenerator, last: number, into: Uint8Array): void {
  if (last === 0) return;
  const mask = 0xff >>> (Math.clz32(last) - 24);
  let word = 0;
  let left = 0;
  for (let i = 0; i < into.length; ) {
    if (left === 0) {
      word = generator.next();
      left = 4;
    }
    const value = word & mask;
    word >>>= 8;
    left--;
    if (value <= last) into[i++] = value;
  }
}

/** {@link nextWithin} for a `last` of up to 64 bits: above 2^32 - 1 two words a try, the high one first. */
export function nextBigWithin(generator: RandomGenerator, last: bigint): bigint {
  if (last <= 0xffffffffn) return BigInt(nextWithin(generator, Number(last)));
  const bits = last.toString(2).length;
  for (;;) {
    const high = BigInt(nextUint32(generator));
    const value = BigInt.asUintN(bits, (high << 32n) | BigInt(nextUint32(generator)));
    if (value <= last) return value;
  }
}
