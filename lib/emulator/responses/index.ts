export type { IncidentComment, Person, Workload, WorkloadRun } from "../arm";
export type { PlaybookRun } from "../automation/run";
export type { Fault } from "../faults";
export { type CloudOptions, type CloudRun, EmulatedCloud, type PlaybookRunOptions, type Start } from "./cloud";
export { type DeployedPlaybook, deployedPlaybooks, type ManagedIdentity } from "./playbook";
export { Responder } from "./responder";
