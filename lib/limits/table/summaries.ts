import type { Limit } from "../limit";

/** Summary rules. */
export const summaryLimits = {
  "summary/count": {
    what: "active summary rules of a workspace; older pages say 30",
    value: 100,
    unit: "rules",
    source: "summaryRules",
    certainty: "documented",
    here: "files of pipeline/summaries",
  },
  "summary/bin-size": {
    what: "how much time a run sums up",
    value: [20, 30, 60, 120, 180, 360, 720, 1440],
    unit: "minutes",
    source: "summaryRules",
    certainty: "documented",
    here: "`binSizeMinutes`",
  },
  "summary/bin-delay": {
    what: "how long a run waits for late rows",
    value: "4 to 1440",
    unit: "minutes",
    source: "summaryRules",
    certainty: "documented",
    here: "`binDelayMinutes`; the service waits 3.5 minutes when it is left out",
  },
  "summary/construct": {
    what: "what the query of a summary rule may not contain",
    value: ["saved functions", "bag_unpack", "narrow", "pivot", "union isfuzzy", "union *", "other workspaces"],
    source: "summaryRules",
    certainty: "documented",
    here: "`query` of a summary rule",
  },
} as const satisfies Readonly<Record<string, Limit>>;
