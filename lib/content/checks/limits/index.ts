import type { Check } from "../context";
import { checkAlertLimits } from "./alerts";
import { checkCounts } from "./counts";
import { checkDataCollectionLimits } from "./data-collection";
import { checkGuideLimits } from "./guides";
import { checkPlaybookLimits } from "./playbooks";
import { checkQueryReach } from "./query-reach";
import { checkRuleLimits } from "./rules";
import { checkSummaryLimits } from "./summaries";
import { checkTableLimits } from "./tables";
import { checkWatchlistLimits } from "./watchlists";

/** What the services would only refuse, cut or drop once it is deployed: `docs/limits.md`. */
export const limitChecks: readonly Check[] = [
  checkCounts,
  checkTableLimits,
  checkDataCollectionLimits,
  checkSummaryLimits,
  checkWatchlistLimits,
  checkRuleLimits,
  checkQueryReach,
  checkAlertLimits,
  checkGuideLimits,
  checkPlaybookLimits,
];
