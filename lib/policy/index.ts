export { type DeployedRule, deployedRules } from "./drift/deployed-rules";
export { type DeployedWorkflow, type Drift, playbookDrift } from "./drift/playbooks";
export { type RuleDrift, ruleDrift } from "./drift/rules";
