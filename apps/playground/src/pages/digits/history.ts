type Point = readonly [step: number, value: number];

/** With another point, and every other one less where they have become too many: for values that come at any step. */
export function withPoint(points: readonly Point[], point: Point, most = 400): Point[] {
  return [...(points.length < most ? points : points.filter((_, i) => i % 2 === 0)), point];
}

/** A value after each batch, thinned so that a long run costs no more to draw than a short one. */
export class History {
  readonly points: [step: number, value: number][] = [];
  /** The running mean. */
  readonly smooth: [step: number, value: number][] = [];
  readonly #most: number;
  #stride = 1;
  #step = 0;
  #mean = 0;

  constructor(most = 800) {
    this.#most = most;
  }

  push(values: readonly number[]): void {
    for (const value of values) {
      this.#step++;
      // A plain mean at first, later over about the last 20 batches.
      this.#mean += (value - this.#mean) / Math.min(this.#step, 20);
      if (this.#step % this.#stride !== 0) continue;
      this.points.push([this.#step, value]);
      this.smooth.push([this.#step, this.#mean]);
      if (this.points.length > this.#most) this.#thin();
    }
  }

  #thin(): void {
    this.#stride *= 2;
    for (const list of [this.points, this.smooth]) {
      const kept = list.filter(([step]) => step % this.#stride === 0);
      list.splice(0, list.length, ...kept);
    }
  }
}
