import { identifier } from "./sql";

/** A member taken out of a column that holds JSON, as text. */
const member = /(?<![.\w])json_extract_string\(("(?:[^"]|"")+"), ('(?:[^']|'')*')\)/g;
/** From so many members on, taking them out together is worth a column of its own. */
const worthwhile = 3;

/**
 * A select list in which the members of a JSON column are taken out together: DuckDB reads the JSON anew for each of
 * them, and a transform of telemetry asks for dozens.
 */
export function takenOutOnce(items: readonly string[]): { items: readonly string[]; added: readonly string[] } {
  if (items.includes("*")) return { items, added: [] };
  const paths = new Map<string, string[]>();
  const eachMember = (item: string, use: (found: string, column: string, path: string) => string): string =>
    // A column in a subquery may be one of its own.
    /\bSELECT\b/.test(item) ? item : item.replace(member, use);
  for (const item of items)
    eachMember(item, (found, column, path) => {
      const known = paths.get(column) ?? [];
      if (!known.includes(path)) known.push(path);
      paths.set(column, known);
      return found;
    });
  const columns = [...paths].filter(([, found]) => found.length >= worthwhile).map(([column]) => column);
  if (columns.length === 0) return { items, added: [] };
  const nameOf = (column: string): string => identifier(`$members${columns.indexOf(column)}`);
  return {
    added: columns.map(
      (column) => `json_extract_string(${column}, [${paths.get(column)!.join(", ")}]) AS ${nameOf(column)}`,
    ),
    items: items.map((item) =>
      eachMember(item, (found, column, path) =>
        columns.includes(column) ? `${nameOf(column)}[${paths.get(column)!.indexOf(path) + 1}]` : found,
      ),
    ),
  };
}
