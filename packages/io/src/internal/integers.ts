/** As Python refuses to read longer ones: the time it takes grows faster than their length. */
export const LONGEST_INTEGER = 4300;

/** Python has one kind of integer: a number where it is exact. */
export function narrowed(integer: bigint): number | bigint {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
}
