export { QueryServer, type QueryServerOptions } from "./query-server";
export { IngestionServer } from "./server";
export type { IngestionLimits } from "./throttle";
export { issueToken, localCredential } from "./token";
