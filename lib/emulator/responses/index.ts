export type { IncidentComment, Person, Workload } from "../arm";
export type { Fault } from "../faults";
export { type CloudOptions, type CloudRun, EmulatedCloud } from "./cloud";
export { deployedPlaybooks } from "./playbook";
export { Responder } from "./responder";
