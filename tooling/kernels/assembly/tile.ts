/**
 * Where the first of three tiles of 4,096 float32 stands in a kernel's one page of memory, below it the constants; and how many bytes
 * behind it the second and the third stand.
 */
export const TILE: usize = 16384;
export const SECOND: usize = 16384;
export const THIRD: usize = 32768;

/** One past the last byte of the first `n` elements of the first tile. */
@inline
export function endOf<T = f32>(n: i32): usize {
  return TILE + (<usize>n << alignof<T>());
}

/** Where a row of the first tile begins. */
@inline
export function rowAt<T = f32>(row: i32, columns: i32): usize {
  return TILE + (<usize>(row * columns) << alignof<T>());
}

/** Where a fold leaves its answers, a float64 a row, in the third tile: `foldRows` gives it no more rows than fit. */
export const ANSWERS: usize = 49152;

/** How far behind an answer a column's fold keeps what its additions rounded off: there are 1,024 columns at most. */
export const LOST: usize = 8192;
