import type { KqlDatabase } from "@sentinel-agent-identities/kql";
import type { Alert } from "./alert";
import type { CompiledRule } from "./compiled-rule";
import { alertsOf } from "./grouping";
import { toRows } from "./rows";
import { optionsOf, type PlannedRun } from "./schedule";

/** What one run of a rule returned and raised. */
export interface RunOutcome {
  readonly rows: number;
  readonly alerts: readonly Alert[];
}

/** Runs the rule's query over the run's window and makes alerts of the rows. */
export async function runRule(
  database: KqlDatabase,
  { rule, query }: Pick<CompiledRule, "rule" | "query">,
  run: PlannedRun,
  lane?: number,
): Promise<RunOutcome> {
  const rows = toRows(await database.query(query, optionsOf(run, query.tables), lane));
  return { rows: rows.length, alerts: alertsOf(rule, rows, run) };
}
