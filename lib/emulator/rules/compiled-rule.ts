import { type CompiledQuery, compile, type KqlAnalyzer } from "../../kql";
import { EmulatorError } from "../errors";
import type { AnalyticsRule } from "../workspace/model";

/** A rule whose query is ready to run. */
export interface CompiledRule {
  readonly rule: AnalyticsRule;
  readonly query: CompiledQuery;
}

/** @throws EmulatorError when the query does not bind against the workspace, as Azure would refuse to create the rule */
export function compileRule(rule: AnalyticsRule, analyzer: KqlAnalyzer): CompiledRule {
  return { rule, query: compileQuery(rule, analyzer) };
}

/** @throws EmulatorError when a query does not bind against the workspace */
export function compileQuery(
  item: { readonly query: string; readonly where: string },
  analyzer: KqlAnalyzer,
): CompiledQuery {
  const analysis = analyzer.analyze(item.query, { file: item.where });
  const errors = analysis.diagnostics.filter((d) => d.severity === "error");
  if (errors.length > 0) {
    throw new EmulatorError(
      item.where,
      `cannot be created: ${errors.map((d) => `query line ${d.line}:${d.column} ${d.code} ${d.message}`).join("; ")}`,
      errors[0]!.suggestion,
    );
  }
  return compile(analysis);
}
