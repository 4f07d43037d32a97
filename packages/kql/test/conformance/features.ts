import type { KqlAnalyzer } from "../../src";
import type { Node } from "../../src/language/node";
import type { Case, Rule } from "./cases";

/** Used by current community queries, but not by the rules of the corpus. */
const alsoUsed = [
  "op:Search",
  "op:ParseWhere",
  "op:Print",
  "op:Range",
  "op:Render",
  "op:Invoke",
  "op:Count",
  "fn:bin_at",
  "fn:pack_all",
  "fn:startofyear",
  "fn:startofweek",
  "fn:endofyear",
  "fn:isnull",
  "fn:replace_regex",
  "fn:ipv4_is_in_range",
  "fn:ipv4_is_in_any_range",
  "fn:dayofweek",
  "fn:row_cumsum",
  "fn:format_datetime",
  "fn:binary_shift_left",
  "fn:binary_xor",
  "fn:datetime_add",
  "fn:unicode_codepoints_from_string",
  "fn:jaccard_index",
  "fn:datetime_local_to_utc",
  "fn:toguid",
  "fn:format_bytes",
  "fn:startofmonth",
  "fn:endofmonth",
  "fn:endofday",
  "agg:percentiles",
  "agg:count_distinct",
];

/** Operators and functions that real rules use, in the corpus's notation: `op:Filter`, `fn:strcat`. */
export function usedFeatures(rules: readonly Rule[]): ReadonlySet<string> {
  const found = new Set(alsoUsed);
  for (const rule of rules) for (const feature of rule.required) found.add(feature);
  return new Set([...found].map((feature) => feature.replace(/^(agg|fn|plugin|udf):/, "fn:").toLowerCase()));
}

/** Operators and functions of one query, in the same notation. */
export function featuresOf(test: Case, analyzer: KqlAnalyzer): string[] {
  const found = new Set<string>();
  const visit = (node: Node): void => {
    if (node.kind.endsWith("Operator")) found.add(`op:${node.kind.slice(0, -"Operator".length)}`.toLowerCase());
    if (node.kind === "FunctionCallExpression" && !node.calledBody)
      found.add(`fn:${node.get("Name").name}`.toLowerCase());
    node.calledBody?.walk(visit);
  };
  analyzer.analyze(test.query).tree.walk(visit);
  return [...found];
}
