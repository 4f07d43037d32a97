export type { Found, PolicyCheck, PolicyMapping, PolicySeverity } from "./check";
export { policyChecks } from "./checks";
export {
  blocksOf,
  isKnown,
  type PolicyDocument,
  type PolicyResource,
  referencesIn,
  textsIn,
  truth,
} from "./document/document";
export { readDocuments } from "./document/read-documents";
export { type DeployedRule, deployedRules } from "./drift/deployed-rules";
export { type DeployedWorkflow, type Drift, playbookDrift } from "./drift/playbooks";
export { type RuleDrift, ruleDrift } from "./drift/rules";
export { PolicyError } from "./errors";
export type { PolicyFinding } from "./finding";
export { type PolicyConfig, readPolicyConfig } from "./own-checks";
export { sarifOf } from "./report/sarif";
export { policyText } from "./report/text";
export { type CheckOptions, fails, runChecks } from "./run-checks";
export { defaultSettings, type PolicySettings } from "./settings";
export type { PolicyWaiver } from "./waiver";
