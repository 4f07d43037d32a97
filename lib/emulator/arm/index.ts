export { type ArmCall, type ArmOptions, FakeArm } from "./arm";
export { type IncidentResource, Incidents, type IncidentWrite, labelsOf } from "./incidents";
export type { CommentAuthor, CommentSync, IncidentComment, Person } from "./people";
export { ResourceManager } from "./resources/manager";
export { ResourceStore } from "./resources/store";
export { ArmServer } from "./server";
export type { ArmState } from "./state";
export { WatchlistItems } from "./watchlist-items";
export { type ArmWrite, type Workload, type WorkloadRun, Workloads } from "./workloads";
