import type { Path } from "./source-file";

/** A KQL query of a workbook and where in the template it stands. */
export interface WorkbookQuery {
  readonly path: Path;
  /** with stand-ins of the same length for what the portal fills in outside quoted texts: times, and lists after `in` */
  readonly text: string;
}

/** Log queries (`queryType` 0) of all items of a workbook template, groups included. */
export function workbookQueries(template: unknown): WorkbookQuery[] {
  const times = timesOf(template);
  return queriesIn(template, []).map(({ path, text }) => ({ path, text: filled(text, times) }));
}

function queriesIn(template: unknown, path: Path): WorkbookQuery[] {
  if (Array.isArray(template)) return template.flatMap((item, i) => queriesIn(item, [...path, i]));
  if (typeof template !== "object" || template === null) return [];
  const item = template as Record<string, unknown>;
  const own =
    typeof item.query === "string" && item.queryType === 0 ? [{ path: [...path, "query"], text: item.query }] : [];
  return [...own, ...Object.entries(item).flatMap(([key, value]) => queriesIn(value, [...path, key]))];
}

/** Names of the parameters that are times (type 4). */
function timesOf(template: unknown): ReadonlySet<string> {
  if (typeof template !== "object" || template === null) return new Set();
  const { parameters } = template as { parameters?: unknown };
  const own = (Array.isArray(parameters) ? parameters : []) as { name?: string; type?: unknown }[];
  const names = own.flatMap(({ name, type }) => (type === 4 && name ? [name] : []));
  return new Set([...names, ...Object.values(template).flatMap((inner) => [...timesOf(inner)])]);
}

/** What a time is replaced by, by the format that is asked for. */
const standIns: Readonly<Record<string, string>> = {
  "": "<now()",
  query: "<now()",
  start: "ago(1d)",
  end: "now()",
  grain: "1h",
};

function filled(query: string, times: ReadonlySet<string>): string {
  return query
    .replace(/\{(\w+)(?::(\w+))?\}/g, (whole, name: string, format = "") => {
      const value = times.has(name) ? standIns[format] : undefined;
      return value && value.length <= whole.length ? value.padEnd(whole.length) : whole;
    })
    .replace(/(\bin~?\s*\(\s*)(\{\w+\})/g, (_, before: string, whole: string) => before + "''".padEnd(whole.length));
}
