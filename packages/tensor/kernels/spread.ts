import { pairAt } from "@tooling/kernels/assembly/rows";
import { ANSWERS, LOST, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/** The sum of a row's squared distances from its mean, in double precision. The mean stands behind the answer, until the next one, in two parts. */
export function spread(rows: i32, columns: i32): void {
  spreadRows(rows, columns, false);
}

export function spreadFloat64(rows: i32, columns: i32): void {
  spreadRows(rows, columns, true);
}

/** Adds the distances of rows of float64 from the centers in the second tile to the columns' sums, their squares to the answers. */
export function spreadColumnsFloat64(rows: i32, columns: i32): void {
  const bytes = <usize>columns << 3;
  for (let offset: usize = 0; offset < bytes; offset += 32) {
    const answer = ANSWERS + offset;
    const centerA = v128.load(SECOND + TILE + offset);
    const centerB = v128.load(SECOND + TILE + offset, 16);
    let a = v128.load(answer);
    let b = v128.load(answer, 16);
    let restA = v128.load(answer, LOST);
    let restB = v128.load(answer, LOST + 16);
    for (let row = 0, at = TILE + offset; row < rows; row++, at += bytes) {
      const x = f64x2.sub(v128.load(at), centerA);
      const y = f64x2.sub(v128.load(at, 16), centerB);
      a = f64x2.add(a, f64x2.mul(x, x));
      b = f64x2.add(b, f64x2.mul(y, y));
      restA = f64x2.add(restA, x);
      restB = f64x2.add(restB, y);
    }
    v128.store(answer, a);
    v128.store(answer, b, 16);
    v128.store(answer, restA, LOST);
    v128.store(answer, restB, LOST + 16);
  }
}

@inline
function spreadRows(rows: i32, columns: i32, wide: bool): void {
  let answer = ANSWERS;
  for (let row = 0, start = TILE; row < rows; row++, start += <usize>columns << (wide ? 3 : 2)) {
    const count = <f64>columns;
    distances(answer, start, columns, 0, wide);
    const center = load<f64>(answer, 8) / count;
    distances(answer, start, columns, center, wide);
    // What rounding left in the center is taken out again.
    const rest = load<f64>(answer, 8);
    store<f64>(answer, load<f64>(answer) - (rest * rest) / count);
    store<f64>(answer, center, 8);
    store<f64>(answer, rest / count, 16);
    answer += 8;
  }
}

/** The sum of squared distances from `center` to the answer, that of the distances themselves behind it. */
function distances(answer: usize, start: usize, columns: i32, center: f64, wide: bool): void {
  const pair: usize = wide ? 16 : 8;
  const whole = start + <usize>(columns >> 1) * pair;
  const c = f64x2.splat(center);
  let squaresA = f64x2.splat(0);
  let squaresB = squaresA;
  let restA = squaresA;
  let restB = squaresA;
  let at = start;
  for (; at + 2 * pair <= whole; at += 2 * pair) {
    const x = f64x2.sub(pairAt(at, wide), c);
    const y = f64x2.sub(pairAt(at + pair, wide), c);
    squaresA = f64x2.add(squaresA, f64x2.mul(x, x));
    squaresB = f64x2.add(squaresB, f64x2.mul(y, y));
    restA = f64x2.add(restA, x);
    restB = f64x2.add(restB, y);
  }
  if (at < whole) {
    const x = f64x2.sub(pairAt(at, wide), c);
    squaresA = f64x2.add(squaresA, f64x2.mul(x, x));
    restA = f64x2.add(restA, x);
    at += pair;
  }
  if (columns & 1) {
    const last = (wide ? load<f64>(at) : <f64>load<f32>(at)) - center;
    squaresB = f64x2.add(squaresB, f64x2.replace_lane(f64x2.splat(0), 0, last * last));
    restB = f64x2.add(restB, f64x2.replace_lane(f64x2.splat(0), 0, last));
  }
  const squares = f64x2.add(squaresA, squaresB);
  const rest = f64x2.add(restA, restB);
  store<f64>(answer, f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1));
  store<f64>(answer, f64x2.extract_lane(rest, 0) + f64x2.extract_lane(rest, 1), 8);
}
