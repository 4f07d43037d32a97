/** Marks places in generated SQL that are filled in when it runs. Cannot occur in query text: see `quoted`. */
export const HOLE = "\u0001";
/** The frozen `now()`, in ticks. */
export const NOW = `${HOLE}now${HOLE}`;
/** The column with the run of a row, where many runs are one statement. */
export const RUN = '"$run"';
/** A select list that is said when the query runs. */
export const ITEMS = `${HOLE}items${HOLE}`;
/** A table's rows, within the run's ranges. */
export const scanHole = (table: string): string => `${HOLE}scan:${table}${HOLE}`;

/** A string literal. */
export function quoted(text: string): string {
  const body = text.replaceAll("'", "''");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are spelled out on purpose
  return /[\u0000\u0001]/.test(body)
    ? // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
      `('${body.replace(/[\u0000\u0001]/g, (c) => `' || chr(${c.charCodeAt(0)}) || '`)}')`
    : `'${body}'`;
}

/** An identifier; columns that are named by data may have none. */
export const identifier = (name: string): string =>
  `"${(name || "\u00a7").replaceAll('"', '""').replaceAll(HOLE, "\u2401").replaceAll("\0", "\u2400")}"`;

/** A DOUBLE literal. */
export function realLiteral(value: number): string {
  if (Number.isNaN(value)) return "'nan'::DOUBLE";
  if (!Number.isFinite(value)) return value > 0 ? "'inf'::DOUBLE" : "'-inf'::DOUBLE";
  if (Object.is(value, -0)) return "'-0.0'::DOUBLE";
  const text = String(value);
  return text.includes("e") ? text : `${text}e0`;
}

/**
 * One SQL name per column: DuckDB folds case, KQL does not, so of columns that differ only in case all but the first
 * get a number.
 */
export function sqlNames(names: readonly string[], taken: readonly string[] = []): string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return names.map((name) => {
    let candidate = identifier(name);
    for (let n = 2; used.has(candidate.toLowerCase()); n++) candidate = identifier(`${name}\u00a7${n}`);
    used.add(candidate.toLowerCase());
    return candidate;
  });
}
