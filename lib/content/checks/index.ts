import type { Check } from "./context";
import { checkDetectionQueries } from "./detection-query";
import { checkDetectionSchedules } from "./detection-schedule";
import { checkDetectionTests } from "./detection-tests";
import { checkFunctions } from "./functions";
import { checkPlaybooks } from "./playbooks";
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
  checkWatchlists,
  checkDetectionSchedules,
  checkDetectionQueries,
  checkDetectionTests,
  checkWorkbooks,
  checkPlaybooks,
];
