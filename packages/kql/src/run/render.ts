import type { Template } from "../compile/compiled-query";
import { INGESTION_TIME } from "../plan/relation";
import { identifier } from "../plan/sql";
import type { RunOptions, TimeRange } from "../types";
import { ticksOfDate } from "../values/datetime";

/** Fills the holes of a query for one run. Cheap: the text itself was made when it was compiled. */
export function render(
  template: Template,
  options: RunOptions,
  storage: (table: string) => string,
  items = "*",
): string {
  const fill = (hole: string): string => (hole === "items" ? items : filled(hole, options, storage));
  return template.map((part, index) => (index % 2 === 0 ? part : fill(part))).join("");
}

function filled(hole: string, options: RunOptions, storage: (table: string) => string): string {
  if (hole === "now") return `${ticksOfDate(options.now)}::BIGINT`;
  const table = hole.slice("scan:".length);
  const tests = (options.ranges?.[table] ?? []).flatMap(rangeTests);
  const name = storage(table);
  return tests.length === 0 ? name : `(SELECT * FROM ${name} WHERE ${tests.join(" AND ")})`;
}

function rangeTests({ column, from, to }: TimeRange): string[] {
  const sql = identifier(column === INGESTION_TIME ? INGESTION_TIME : column);
  return [...(from ? [`${sql} >= ${ticksOfDate(from)}`] : []), ...(to ? [`${sql} < ${ticksOfDate(to)}`] : [])];
}
