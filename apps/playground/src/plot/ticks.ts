/** At most `most` round values from `low` to `high`, 1, 2 or 5 times a power of ten apart. */
export function ticks(low: number, high: number, most = 5): number[] {
  const step = tickStep(low, high, most);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** The smallest round step that puts at most `most` ticks on the axis, wherever it starts. */
export function tickStep(low: number, high: number, most = 5): number {
  const least = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((times) => Math.floor((high - low) / (times * power) + 1e-9) < most);
  return (factor ?? 10) * power;
}

/** A range whose ends are whole tenths of its tick step, a little wider than what it must hold. */
export function roomFor(low: number, high: number): [number, number] {
  const margin = (high - low) * 0.06 || 0.5;
  const unit = tickStep(low - margin, high + margin) / 10;
  return [Math.floor((low - margin) / unit) * unit, Math.ceil((high + margin) / unit) * unit];
}

/** Powers of ten, steps of 1-2-5 between them or each of several, from `low` to `high` for a logarithmic axis. */
export function logTicks(low: number, high: number, most = 5): number[] {
  let within: number[] = [];
  for (const factors of [[1, 2, 5], [1, 3], [1]]) {
    const found: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
      found.push(...factors.map((factor) => factor * 10 ** power));
    }
    within = found.filter((value) => value >= low * 0.999 && value <= high * 1.001);
    if (within.length <= most) return within;
  }
  return within.filter((_, i) => i % Math.ceil(within.length / most) === 0);
}
