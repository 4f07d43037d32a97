import type { Limit } from "../limit";
import { automationLimits } from "./automation";
import { ingestionLimits } from "./ingestion";
import { logAnalyticsLimits } from "./log-analytics";
import { logicAppLimits } from "./logic-apps";
import { ruleLimits } from "./rules";
import { solutionLimits } from "./solution";
import { summaryLimits } from "./summaries";
import { watchlistLimits } from "./watchlists";

/** Limits by what they are about, in the order of `docs/limits.md`. */
export const limitGroups = {
  "Analytics rules and alerts": ruleLimits,
  "Automation rules and incidents": automationLimits,
  Tables: logAnalyticsLimits,
  "Data collection rules and ingestion": ingestionLimits,
  "Summary rules": summaryLimits,
  Watchlists: watchlistLimits,
  "Logic Apps (Consumption)": logicAppLimits,
  "Content hub": solutionLimits,
} as const satisfies Readonly<Record<string, Readonly<Record<string, Limit>>>>;

/** Every limit that is checked, by the code of the problem that a breach is told as. */
export const limits = {
  ...ruleLimits,
  ...automationLimits,
  ...logAnalyticsLimits,
  ...ingestionLimits,
  ...summaryLimits,
  ...watchlistLimits,
  ...logicAppLimits,
  ...solutionLimits,
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitId = keyof typeof limits;
