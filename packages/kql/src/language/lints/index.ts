import { captureGroupLint } from "./capture-group";
import { dynamicArithmeticLint } from "./dynamic-arithmetic";
import { formatLint } from "./formats";
import type { Lint } from "./lint";
import { mixedTypesLint } from "./mixed-types";
import { timeFilterLint } from "./time-filter";
import { windowLint } from "./window";

const lints: readonly Lint[] = [
  windowLint,
  captureGroupLint,
  mixedTypesLint,
  timeFilterLint,
  formatLint,
  dynamicArithmeticLint,
];

/** Runs every lint on a query that has no errors. */
export const lint: Lint = (scope) => lints.flatMap((check) => check(scope));
