import type { DetectionItem } from "../kinds/detection";
import type { Problem } from "../problem";
import type { Check } from "./context";

/**
 * Alerts that a run of one alert per row makes before the one that sums up the rest and names nobody.
 * @see https://learn.microsoft.com/azure/sentinel/near-real-time-rules
 * @see https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview
 */
const namedAlerts = { NRT: 29, Scheduled: 149 } as const;

/** Where a rule makes one alert of each row, its query folds what is beyond the cap into the alerts that there are. */
export const checkAlertCap: Check = ({ content }) => content.detections.flatMap(capProblems);

function capProblems({ data, source }: DetectionItem): Problem[] {
  if (data.eventGroupingSettings?.aggregationKind !== "AlertPerResult") return [];
  const cap = namedAlerts[data.kind];
  const folds = new RegExp(`summarize arg_min\\(AlertPlace, \\*\\)[^|]* by AlertOfRun = AlertPlace % ${cap}\\b`);
  if (folds.test(data.query)) return [];
  return [
    source.problem(
      ["query"],
      "rule/alert-cap",
      `a run of this rule makes ${cap} alerts of one row each, and one more that names nobody: what is beyond is lost`,
      {
        suggestion: `end with: | order by SrcAgentId asc | extend AlertPlace = row_number() | summarize arg_min(AlertPlace, *), AlertRows = count(), AlertNames = make_set(SrcAgentName, 50), AlsoAgents = make_set(SrcAgentId, 50) by AlertOfRun = AlertPlace % ${cap}`,
      },
    ),
  ];
}
