/** A line of a table: cells, of which the first may be cut short and the last takes what is left. */
export type Row = readonly string[];

/** Between two columns. */
const GAP = "  ";

/** The rows as lines of at most `width` characters; names give way where they are too long, then ends of lines. */
export function drawTable(rows: readonly Row[], width: number): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [i, cell] of row.entries())
      if (row.length > 2 || i === 0) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  const others = widths.slice(1).reduce((sum, column) => sum + GAP.length + column, 0);
  widths[0] = Math.min(widths[0] ?? 0, Math.max(8, width - others));
  return rows.map((row) =>
    cut(
      row
        .map((cell, i) =>
          (i === 0 ? cut(cell, widths[0]) : cell).padEnd(row.length > 2 || i === 0 ? widths[i] : 0),
        )
        .join(GAP),
      width,
    ).trimEnd(),
  );
}

/** Text of at most `width` characters. */
export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

/** Text with what a terminal would obey, or turn around, written out: names come from files. */
export function harmless(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
