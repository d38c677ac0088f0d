/** Shapes that fill vectors and tiles or do not. */
export const SHAPES = [
  ...Array.from({ length: 70 }, (_, i) => [3 + (70 - i), i + 1]),
  [2048, 1],
  [2500, 1],
  [300, 40],
  [3, 4095],
  [3, 4096],
  [3, 4097],
  [2, 12289],
];

/** Columns that do not fill vectors, that a tile holds few rows of, and that are taken in several turns. */
export const WIDE = [
  [100, 129],
  [7, 1000],
  [5, 1024],
  [3, 1025],
  [9, 2500],
  [2, 5001],
];

/** Numbers of all sizes with some that are equal, in a view that starts at no multiple of 16 bytes. */
export function values(rows: number, columns: number, special: readonly number[] = []): Float32Array {
  return Float32Array.from({ length: rows * columns + 1 }, (_, i) => {
    const noise = Math.imul(i + 1, 2654435761) >>> 8;
    // Every other row holds what is special, here and there.
    if (special.length > 0 && noise % 5 === 0 && Math.floor((i - 1) / columns) % 2 === 0)
      return special[noise % special.length];
    return noise % 7 === 0 ? 3 : Math.sin(i) * 10 ** ((noise % 9) - 4);
  }).subarray(1);
}

/** The largest relative difference, 0 of what is the same. */
export function farthest(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < expected.length; i++) {
    if (Object.is(actual[i], expected[i])) continue;
    most = Math.max(most, Math.abs(actual[i] - expected[i]) / Math.abs(expected[i]));
    if (Number.isNaN(most)) return Number.POSITIVE_INFINITY;
  }
  return most;
}
