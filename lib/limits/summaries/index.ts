import { syntaxOf } from "@sentinel-agent-identities/kql";
import type { Breach } from "../breach";
import { queryReachBreaches } from "../rules/query-reach";
import { limits } from "../table";

/** A summary rule as the API takes it (`properties.ruleDefinition` of `…/workspaces/summaryLogs`). */
export interface SummaryRule {
  /** minutes */
  readonly binSize?: number;
  /** minutes */
  readonly binDelay?: number;
  readonly query?: string;
}

/** Why a summary rule would be refused, as far as its settings say; what its query holds is `summaryQueryBreaches`. */
export const summaryRuleBreaches = ({ binSize, binDelay }: SummaryRule): Breach[] => [
  ...binSizeBreaches(binSize),
  ...binDelayBreaches(binDelay),
];

function binSizeBreaches(minutes: number | undefined): Breach[] {
  const limit = "summary/bin-size";
  const offered: readonly number[] = limits[limit].value;
  if (minutes === undefined || offered.includes(minutes)) return [];
  const message = `a summary rule cannot sum up ${minutes} minutes`;
  return [{ limit, path: ["binSize"], message, suggestion: `use one of ${offered.join(", ")}` }];
}

function binDelayBreaches(minutes: number | undefined): Breach[] {
  if (minutes === undefined || (minutes >= 3.5 && minutes <= 1440)) return [];
  const message = `a summary rule cannot wait ${minutes} minutes for late rows`;
  return [{ limit: "summary/bin-delay", path: ["binDelay"], message, suggestion: "use 4 to 1440" }];
}

/** What the query of a summary rule may not contain, other than calls of saved functions. Paths are empty. */
export function summaryQueryBreaches(query: string): Breach[] {
  // Parsing takes longer than looking for the two words that lead to what is refused.
  if (!/\b(evaluate|isfuzzy)\b/.test(query)) return queryReachBreaches(query);
  const found: Breach[] = [];
  const refuse = (offset: number, what: string, suggestion: string) =>
    found.push({
      limit: "summary/construct",
      path: [],
      offset,
      message: `a summary rule cannot use ${what}`,
      suggestion,
    });
  syntaxOf(query).walk((node) => {
    if (node.kind === "EvaluateOperator") {
      const { name } = node.get("FunctionCall").get("Name");
      if (["bag_unpack", "narrow", "pivot"].includes(name)) refuse(node.start, name, "name the columns it makes");
    }
    if (node.kind === "NamedParameter" && node.get("Name").name === "isfuzzy")
      refuse(node.start, "union isfuzzy", "name tables that are there");
  });
  return [...queryReachBreaches(query), ...found].sort((a, b) => a.offset! - b.offset!);
}
