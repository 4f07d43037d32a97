export { type DeployedWorkflow, type Drift, playbookDrift } from "./playbook-drift";
