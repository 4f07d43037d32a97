export { GraphClient, type GraphClientOptions } from "./client";
export { GraphRequestError } from "./errors";
export { assetPermissions, permissionFor } from "./permissions";
