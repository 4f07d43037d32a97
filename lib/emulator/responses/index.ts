export type { Person, Workload } from "../arm";
export type { PlaybookRun } from "../automation/run";
export type { Fault } from "../faults";
export { type CloudOptions, type CloudRun, EmulatedCloud, type PlaybookRunOptions, type Start } from "./cloud";
export type { DeployedPlaybook, ManagedIdentity } from "./playbook";
