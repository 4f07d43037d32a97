export type { PolicyCheck } from "./check";
export { policyChecks } from "./checks";
export {
  blocksOf,
  type PolicyDocument,
  type PolicyResource,
  referencesIn,
} from "./document/document";
export { readDocuments } from "./document/read-documents";
export { readToolJson } from "./document/tool-json";
export { deployedRules } from "./drift/deployed-rules";
export { type DeployedWorkflow, playbookDrift } from "./drift/playbooks";
export { resourceDrift } from "./drift/resources";
export { ruleDrift } from "./drift/rules";
export { stateResources } from "./drift/state";
export type { PolicyFinding } from "./finding";
export { readPolicyConfig } from "./own-checks";
export { sarifOf } from "./report/sarif";
export { policyText } from "./report/text";
export { fails, runChecks } from "./run-checks";
export type { PolicyWaiver } from "./waiver";
