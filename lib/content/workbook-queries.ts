import type { Path } from "./source-file";

/** A KQL query of a workbook and where in the template it stands. */
export interface WorkbookQuery {
  readonly path: Path;
  readonly text: string;
}

/** Log queries (`queryType` 0) of all items of a workbook template, groups included. */
export function workbookQueries(template: unknown, path: Path = []): WorkbookQuery[] {
  if (Array.isArray(template)) return template.flatMap((item, i) => workbookQueries(item, [...path, i]));
  if (typeof template !== "object" || template === null) return [];
  const item = template as Record<string, unknown>;
  const own =
    typeof item.query === "string" && item.queryType === 0 ? [{ path: [...path, "query"], text: item.query }] : [];
  return [...own, ...Object.entries(item).flatMap(([key, value]) => workbookQueries(value, [...path, key]))];
}
