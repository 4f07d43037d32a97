/** Rows that are computed once per query, whoever reads them. */
export interface NamedRows {
  /** Quoted identifier. */
  readonly name: string;
  readonly sql: string;
  /** Computed before anything reads them; otherwise DuckDB may see through the name. */
  readonly materialized: boolean;
}

/** How a query reads named rows. */
export const readingOf = (name: string): string => `SELECT * FROM ${name}`;

/** The SQL with its named rows in front; what is read in one place only is written there. */
export function withRows(rows: readonly NamedRows[], sql: string): string {
  let rest = sql;
  const kept: NamedRows[] = [];
  // Later rows may read earlier ones, never the other way round.
  for (const item of [...rows].reverse()) {
    const reading = readingOf(item.name);
    const readers = [rest, ...kept.map((reader) => reader.sql)];
    const uses = readers.reduce((sum, text) => sum + text.split(reading).length - 1, 0);
    if (uses === 0) continue;
    if (uses > 1 || item.materialized) {
      kept.unshift(item);
      continue;
    }
    rest = rest.split(reading).join(item.sql);
    for (const [i, reader] of kept.entries()) kept[i] = { ...reader, sql: reader.sql.split(reading).join(item.sql) };
  }
  const parts = kept.map((item) => `${item.name} AS ${item.materialized ? "MATERIALIZED " : ""}(${item.sql})`);
  return (parts.length > 0 ? `WITH ${parts.join(", ")} ` : "") + rest;
}
