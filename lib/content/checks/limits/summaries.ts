import { summaryRuleBreaches } from "../../../limits";
import type { Check } from "../context";
import { limitProblems } from "./limit-problems";

const keys: Readonly<Record<string, string>> = { binSize: "binSizeMinutes", binDelay: "binDelayMinutes" };

/** Summary rules: bins that Azure Monitor offers, and queries without what it refuses in them. */
export const checkSummaryLimits: Check = (context) =>
  context.content.summaries.flatMap(({ data, source }) => [
    ...limitProblems(
      source,
      summaryRuleBreaches({ binSize: data.binSizeMinutes, binDelay: data.binDelayMinutes }),
      ([first]) => [keys[first!]!],
    ),
    ...limitProblems(source, context.analyze(source, ["query"], data.query, context.binder, "summary").reach, () => [
      "query",
    ]),
  ]);
