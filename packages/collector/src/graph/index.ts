export { type BatchAnswer, type Delta, GraphClient, type GraphClientOptions, type GraphVersion } from "./client";
export { GraphRequestError } from "./errors";
export { assetPermissions, permissionFor } from "./permissions";
