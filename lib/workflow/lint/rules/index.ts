import type { LintRule } from "../rule";
import { argumentCount } from "./argument-count";
import { duplicateActionName } from "./duplicate-action-name";
import { odataKey } from "./odata-key";
import { runAfterCycle, runAfterScope, runAfterStatus, unknownRunAfter } from "./run-after";
import { syntaxError } from "./syntax";
import { unknownActionType } from "./unknown-action-type";
import { unknownFunction } from "./unknown-function";
import { unknownTriggerType } from "./unknown-trigger-type";

/** Every rule. */
export const lintRules: readonly LintRule[] = [
  syntaxError,
  odataKey,
  unknownFunction,
  argumentCount,
  unknownActionType,
  unknownTriggerType,
  duplicateActionName,
  unknownRunAfter,
  runAfterScope,
  runAfterStatus,
  runAfterCycle,
];
