import { checkAlertCap } from "./alert-cap";
import { checkBareWorkspace } from "./bare-workspace";
import { checkConnector } from "./connector";
import type { Check } from "./context";
import { checkCorrelationTags } from "./correlation-tag";
import { checkLateRows } from "./detection-late-rows";
import { checkDetectionPromises } from "./detection-promises";
import { checkDetectionQueries } from "./detection-query";
import { checkDetectionSchedules } from "./detection-schedule";
import { checkDetectionTests } from "./detection-tests";
import { checkEvidence } from "./evidence";
import { checkFunctions } from "./functions";
import { checkGovernance } from "./governance";
import { checkGuides } from "./guides";
import { checkHunting } from "./hunting";
import { limitChecks } from "./limits";
import { checkLiteralThresholds } from "./literal-thresholds";
import { checkPlaybooks } from "./playbooks";
import { checkRisk } from "./risk";
import { checkSummaries } from "./summaries";
import { checkSummaryColumns } from "./summary-columns";
import { checkTableShape } from "./table-shape";
import { checkTransforms } from "./transforms";
import { checkUniqueness } from "./uniqueness";
import { checkWatchlists } from "./watchlists";
import { checkWorkbooks } from "./workbooks";

/** Every check, in the order their findings are gathered. */
export const checks: readonly Check[] = [
  checkUniqueness,
  checkTableShape,
  checkTransforms,
  checkFunctions,
  checkSummaries,
  checkSummaryColumns,
  checkWatchlists,
  checkBareWorkspace,
  checkDetectionSchedules,
  checkCorrelationTags,
  checkLateRows,
  checkAlertCap,
  ...limitChecks,
  checkDetectionPromises,
  checkLiteralThresholds,
  checkDetectionQueries,
  checkEvidence,
  checkRisk,
  checkDetectionTests,
  checkGuides,
  checkHunting,
  checkWorkbooks,
  checkPlaybooks,
  checkGovernance,
  checkConnector,
];
