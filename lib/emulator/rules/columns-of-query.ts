import { type KqlAnalyzer, KqlSemanticError } from "@sentinel-agent-identities/kql";

/** Names of the columns of a query's result. @throws KqlSemanticError */
export function columnsOfQuery(analyzer: KqlAnalyzer, text: string): readonly string[] {
  const { columns, diagnostics } = analyzer.analyze(text);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new KqlSemanticError(errors);
  return columns.map(({ name }) => name);
}
