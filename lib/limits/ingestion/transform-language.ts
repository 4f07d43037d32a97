import { type Column, checkIngestTransform, KqlAnalyzer } from "@sentinel-agent-identities/kql";
import type { Breach } from "../breach";

/**
 * Where a transform leaves the language that Azure Monitor runs row by row.
 * @param columns of `source`
 */
export function transformBreaches(transformKql: string, columns: readonly Column[]): Breach[] {
  const analyzer = new KqlAnalyzer({ tables: [{ name: "source", columns }] });
  const analysis = analyzer.analyze(transformKql, { locate: (offset) => ({ line: 0, column: offset }) });
  return checkIngestTransform(analysis)
    .filter(({ severity, code }) => severity === "error" && code !== "KT007")
    .map(({ message, column, suggestion }) => ({
      limit: "transform/language",
      path: [],
      offset: column,
      message,
      suggestion: suggestion ?? "use what Azure Monitor documents for transformations",
    }));
}
