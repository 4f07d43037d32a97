export { QueryServer, type QueryServerOptions } from "./query-server";
export { IngestionServer, type IngestionServerOptions } from "./server";
export type { IngestionLimits } from "./throttle";
export { issueToken, type LocalCredential, localCredential } from "./token";
