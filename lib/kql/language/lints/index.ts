import type { Diagnostic } from "../../types";
import type { DiagnosticScope } from "../diagnostics";
import { captureGroupLint } from "./capture-group";
import { dynamicArithmeticLint } from "./dynamic-arithmetic";
import { formatLint } from "./formats";
import { mixedTypesLint } from "./mixed-types";
import { timeFilterLint } from "./time-filter";
import { windowLint } from "./window";

/** A check of our own, for what the language service lets through. */
export type Lint = (scope: DiagnosticScope) => Diagnostic[];

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
