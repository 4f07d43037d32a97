export type { IncidentComment, Person, Workload } from "../arm";
export type { StartByHand } from "../automation/by-hand";
export type { Fault } from "../faults";
export { EmulatedCloud } from "./cloud";
export type { CloudOptions, CloudRun } from "./cloud-options";
export { deployedPlaybooks } from "./playbook";
export { Responder } from "./responder";
