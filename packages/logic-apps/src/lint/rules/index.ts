import type { LintRule } from "../rule";
import { actionReferenceNotRunAfter } from "./action-reference-not-runafter";
import { approvalWithoutTimeout } from "./approval-without-timeout";
import { argumentCount } from "./argument-count";
import { bearerInRunHistory } from "./bearer-in-run-history";
import { changeUngated } from "./change-ungated";
import { changeWithoutRollback } from "./change-without-rollback";
import { changeWithoutSwitch } from "./change-without-switch";
import { credentialAuth } from "./credential-auth";
import { duplicateActionName } from "./duplicate-action-name";
import { failureEndsGreen } from "./failure-ends-green";
import { keyVaultSecret } from "./key-vault-secret";
import { limits } from "./limits";
import { msiWithoutAudience } from "./msi-without-audience";
import { nestedVariable } from "./nested-variable";
import { odataKey } from "./odata-key";
import { powerAutomatePath } from "./power-automate-path";
import { raceVariable } from "./race-variable";
import { responseInLoop } from "./response-in-loop";
import { responseWithoutRequest } from "./response-without-request";
import { runAfterCycle } from "./runafter-cycle";
import { runAfterScope } from "./runafter-scope";
import { runAfterStatus } from "./runafter-status";
import { secretInTokenRequest } from "./secret-in-token-request";
import { syntaxError } from "./syntax";
import { terminateInLoop } from "./terminate-in-loop";
import { unknownActionReference } from "./unknown-action-reference";
import { unknownActionType } from "./unknown-action-type";
import { unknownConnection } from "./unknown-connection";
import { unknownForeach } from "./unknown-foreach";
import { unknownFunction } from "./unknown-function";
import { unknownParameter } from "./unknown-parameter";
import { unknownRunAfter } from "./unknown-runafter";
import { unknownTriggerType } from "./unknown-trigger-type";
import { unknownVariable } from "./unknown-variable";
import { userConsentConnector } from "./user-consent-connector";
import { variableInitializedTwice } from "./variable-initialized-twice";
import { variableRefersToItself } from "./variable-refers-to-itself";

/** Every rule, those that keep a workflow from running first. */
export const lintRules: readonly LintRule[] = [
  syntaxError,
  odataKey,
  unknownFunction,
  unknownActionType,
  unknownTriggerType,
  duplicateActionName,
  unknownRunAfter,
  runAfterScope,
  runAfterStatus,
  runAfterCycle,
  variableInitializedTwice,
  variableRefersToItself,
  responseWithoutRequest,
  responseInLoop,
  argumentCount,
  unknownActionReference,
  actionReferenceNotRunAfter,
  unknownVariable,
  unknownParameter,
  unknownConnection,
  unknownForeach,
  powerAutomatePath,
  nestedVariable,
  terminateInLoop,
  limits,
  raceVariable,
  msiWithoutAudience,
  credentialAuth,
  secretInTokenRequest,
  bearerInRunHistory,
  keyVaultSecret,
  userConsentConnector,
  approvalWithoutTimeout,
  failureEndsGreen,
  changeUngated,
  changeWithoutSwitch,
  changeWithoutRollback,
];
