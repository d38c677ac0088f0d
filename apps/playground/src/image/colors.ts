type Color = readonly [red: number, green: number, blue: number];

/** The page's paper and ink, and Okabe and Ito's blue and vermilion, both lighter on the dark paper; canvases cannot read CSS's colours in time. */
const PAPER: readonly [light: Color, dark: Color] = [
  [251, 250, 247],
  [16, 18, 22],
];
const INK: readonly [light: Color, dark: Color] = [
  [27, 29, 34],
  [232, 230, 225],
];
const BLUE: readonly [light: Color, dark: Color] = [
  [0, 114, 178],
  [86, 180, 233],
];
const VERMILION: readonly [light: Color, dark: Color] = [
  [213, 94, 0],
  [255, 138, 76],
];

/** How values become colours: `ink` from paper at 0 to ink at 1, `diverging` from blue at -1 over paper to vermilion at 1. */
export type Palette = "ink" | "diverging";

/** The colour of each value, as the bytes of a canvas. */
export function paint(
  values: ArrayLike<number>,
  palette: Palette,
  limit: number,
  isDark: boolean,
): Uint8ClampedArray<ArrayBuffer> {
  const mode = isDark ? 1 : 0;
  const bytes = new Uint8ClampedArray(4 * values.length);
  for (let i = 0; i < values.length; i++) {
    const part = Math.min(1, Math.abs(values[i]) / limit);
    const end = palette === "ink" ? INK[mode] : values[i] < 0 ? BLUE[mode] : VERMILION[mode];
    for (let channel = 0; channel < 3; channel++) {
      bytes[4 * i + channel] = PAPER[mode][channel] + part * (end[channel] - PAPER[mode][channel]);
    }
    bytes[4 * i + 3] = 255;
  }
  return bytes;
}
