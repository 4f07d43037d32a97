export { type ArmCall, FakeArm } from "./arm";
export { labelsOf } from "./incident-changes";
export { Incidents, type IncidentWrite } from "./incidents";
export type { CommentAuthor, IncidentComment, Person } from "./people";
export { ResourceManager } from "./resources/manager";
export { ResourceStore } from "./resources/store";
export { ArmServer } from "./server";
export { WatchlistItems } from "./watchlist-items";
export { type ArmWrite, type Workload, Workloads } from "./workloads";
