import { type Analysis, type CompiledQuery, compile, drivingReads, type KqlAnalyzer, type TableRead } from "../../kql";
import { EmulatorError } from "../errors";
import type { AnalyticsRule } from "../workspace/model";

/** A rule whose query is ready to run. */
export interface CompiledRule {
  readonly rule: AnalyticsRule;
  readonly query: CompiledQuery;
  /** where its rows come from, if that can be told: without rows there it has none */
  readonly driving: readonly TableRead[] | undefined;
}

/** @throws EmulatorError when the query does not bind against the workspace, as Azure would refuse to create the rule */
export function compileRule(rule: AnalyticsRule, analyzer: KqlAnalyzer): CompiledRule {
  const analysis = analyse(rule, analyzer);
  return { rule, query: compile(analysis), driving: drivingReads(analysis) };
}

/** @throws EmulatorError when a query does not bind against the workspace */
export function compileQuery(item: Query, analyzer: KqlAnalyzer): CompiledQuery {
  return compile(analyse(item, analyzer));
}

/** A query with the address of its resource. */
interface Query {
  readonly query: string;
  readonly where: string;
}

function analyse({ query, where }: Query, analyzer: KqlAnalyzer): Analysis {
  const analysis = analyzer.analyze(query, { file: where });
  const errors = analysis.diagnostics.filter((d) => d.severity === "error");
  if (errors.length > 0) {
    throw new EmulatorError(
      where,
      `cannot be created: ${errors.map((d) => `query line ${d.line}:${d.column} ${d.code} ${d.message}`).join("; ")}`,
      errors[0]!.suggestion,
    );
  }
  return analysis;
}
