import { type CompiledQuery, compile, INGESTION_TIME, type KqlAnalyzer, type KqlDatabase } from "../../kql";
import { EmulatorError } from "../errors";
import type { SummaryRule } from "../workspace/model";

/** A summary rule whose query is ready to run. */
export interface CompiledSummary {
  readonly rule: SummaryRule;
  readonly query: CompiledQuery;
}

/** @throws EmulatorError when the query does not bind, or calls a saved function, as Azure would refuse to create the rule */
export function compileSummary(rule: SummaryRule, analyzer: KqlAnalyzer): CompiledSummary {
  const bin = `${rule.binSize / 1000}s`;
  // What Log Analytics adds to every row; `now()` is the time of the run.
  const stamped = `${rule.query}
| extend TimeGenerated = now(), _RuleName = "${rule.name}", _RuleLastModifiedTime = datetime(null), _BinSize = long(${rule.binSize / 60_000}), _BinStartTime = now() - ${rule.binDelay / 1000}s - ${bin}`;
  const analysis = analyzer.analyze(stamped, { file: rule.where });
  const errors = analysis.diagnostics.filter((d) => d.severity === "error");
  if (errors.length > 0)
    throw new EmulatorError(
      rule.where,
      `cannot be created: ${errors.map((d) => `${d.code} ${d.message}`).join("; ")}`,
      errors[0]!.suggestion,
    );
  if (analysis.functions.length > 0)
    throw new EmulatorError(
      rule.where,
      `calls ${analysis.functions.join(", ")}; summary rules cannot call saved functions`,
    );
  return { rule, query: compile(analysis) };
}

/**
 * Runs the rule for every whole bin of the time, oldest first. A bin's rows arrive when the run is due: what came in
 * later than that is not summed up, as in Azure.
 * @param busy whether any table has rows in a stretch of time
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/summary-rules
 */
export async function runSummary(
  database: KqlDatabase,
  { rule, query }: CompiledSummary,
  from: Date,
  to: Date,
  busy: (tables: readonly string[], from: Date, to: Date) => boolean,
): Promise<void> {
  for (let start = Math.floor(from.getTime() / rule.binSize) * rule.binSize; ; start += rule.binSize) {
    const end = start + rule.binSize;
    const due = new Date(end + rule.binDelay);
    if (due > to) return;
    if (!busy(query.tables, new Date(start), new Date(end))) continue;
    const ranges = [
      { column: "TimeGenerated", from: new Date(start), to: new Date(end) },
      { column: INGESTION_TIME, to: due },
    ];
    await database.insertFromQuery(rule.destination, query, {
      now: due,
      ranges: Object.fromEntries(query.tables.map((table) => [table, ranges])),
    });
  }
}
