import { type AnalyticsRule, madeBySentinel, type SentinelEmulator } from "../emulator";
import type { History } from "./history/history";
import { type Remark, Remarks } from "./history/remarks";

/** Tables that rules read and the history has no row of, and columns of the others that rules name and no row has a value in. */
export function missingFrom(
  { rows, columns }: History,
  emulator: SentinelEmulator,
  rules: readonly AnalyticsRule[],
): readonly Remark[] {
  const { streams, summaries, functions } = emulator.workspace;
  const remarks = new Remarks();
  const made = new Set<string>([...summaries.map(({ destination }) => destination), ...madeBySentinel]);
  for (const { name, flows } of streams) if (rows[name]) for (const { table } of flows) made.add(table);
  const reads = rules.map((rule) => ({ rule, ...emulator.readsOf(rule) }));
  for (const table of [...new Set(reads.flatMap(({ tables }) => tables))].sort()) {
    const readers = reads.filter(({ tables }) => tables.includes(table));
    if (!rows[table] && !made.has(table) && emulator.hasTable(table)) {
      const many = readers.length === 1 ? "one rule reads it" : `${readers.length} rules read it`;
      remarks.add("missing-table", table, `no row of it is in the history; ${many}`, false, 0);
    }
    const present = columns.get(table);
    if (!rows[table] || !present) continue;
    const called = new Set(readers.flatMap((one) => one.functions));
    const texts = [
      ...readers.map(({ rule }) => rule.query),
      ...functions.filter(({ name }) => called.has(name)).map(({ body }) => body),
    ].filter((text) => text.includes(table));
    const named = new Set(texts.join("\n").match(/\w+/g));
    const absent = emulator.columnsOf(table).filter((name) => named.has(name) && !present.has(name));
    if (absent.length > 0)
      remarks.add("missing-column", table, `no row has a value in ${absent.join(", ")}, which rules name`, false, 0);
  }
  return remarks.all;
}
