const MINUS = "\u2212";
/** As wide as a digit in a font with tabular figures, so that signs do not push numbers. */
const FIGURE_SPACE = "\u2007";

/** A number with fixed digits and a place for its sign: ` 0.5000`, `−1.2500`; very large and very small ones in powers of ten. */
export function fixed(value: number, digits = 4): string {
  if (Number.isNaN(value)) return `${FIGURE_SPACE}NaN`;
  const sign = value < 0 ? MINUS : FIGURE_SPACE;
  const size = Math.abs(value);
  if (size === Infinity) return `${sign}Infinity`;
  if (size >= 1e5) return sign + size.toExponential(2).replace("+", "");
  return (Number(size.toFixed(digits)) === 0 ? FIGURE_SPACE : sign) + size.toFixed(digits);
}

/** How many decimals tell these numbers, and so what is put together from them. */
export function decimals(...values: readonly number[]): number {
  return Math.max(...values.map((value) => String(Number(value.toPrecision(6))).split(".")[1]?.length ?? 0));
}

/** A tick's label: no more digits than tell it from its neighbours. */
export function tickLabel(value: number): string {
  const text =
    Math.abs(value) < 1e-12
      ? "0"
      : Number(value.toPrecision(6)).toLocaleString("en", { maximumSignificantDigits: 6 });
  return text.replace("-", MINUS);
}

/** A whole number with its thousands apart. */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString("en");
}

/** A number as it stands in code: at most four decimals, an ASCII minus. */
export function literal(value: number): string {
  return String(Number(value.toFixed(4)));
}
