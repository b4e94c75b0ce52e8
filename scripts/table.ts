// Small tables of text.

/** The widest a value is printed; what is longer, such as a certificate, only says that it is there. */
const WIDEST_VALUE = 100;

/** A value of any kind in one line of limited length. */
export function shortValue(value: unknown): string {
  const text = (typeof value === "string" ? value : JSON.stringify(value)).replaceAll(/\s+/g, " ");
  return text.length <= WIDEST_VALUE ? text : `${text.slice(0, WIDEST_VALUE - 1)}…`;
}

/** Rows as lines whose columns stand below each other; a column of numbers is aligned to the right. */
export function tableLines(rows: readonly (readonly (string | number)[])[]): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => String(row[column] ?? "").length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return typeof cell === "number" ? String(cell).padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
}

/** Counts equal values, the most frequent first: `12 aws_subnet, 3 aws_eip`. */
export function counted(values: readonly string[], most: number): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sorted = [...counts].sort(
    ([one, ones], [other, others]) => others - ones || one.localeCompare(other),
  );
  const shown = sorted.slice(0, most).map(([value, count]) => `${count} ${value}`);
  const left = sorted.slice(most).reduce((sum, [, count]) => sum + count, 0);
  return [...shown, ...(left > 0 ? [`${left} more`] : [])].join(", ");
}
