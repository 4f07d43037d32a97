import { ApiError } from "./api-error";

/**
 * Refusals of the Log Analytics query API, with the codes that its documentation names:
 * https://learn.microsoft.com/azure/azure-monitor/logs/api/errors
 */
export const queryErrors = {
  unknownRoute: (method: string, path: string) =>
    new ApiError(
      404,
      "PathNotFoundError",
      `${method} ${path} is no part of the query API; use POST /v1/workspaces/{workspaceId}/query, or /v1{ARM id of the workspace}/query`,
    ),

  unknownWorkspace: (id: string, known: string) =>
    new ApiError(404, "WorkspaceNotFoundError", `The workspace '${id}' could not be found. Known here: ${known}`),

  unauthenticated: (why: string) =>
    new ApiError(401, "AuthorizationRequiredError", why, { "WWW-Authenticate": "Bearer" }),

  forbidden: (principalId: string) =>
    new ApiError(
      403,
      "InsufficientAccessError",
      `The provided credentials have insufficient access to perform the requested operation: assign Log Analytics Reader on the workspace to ${principalId}`,
    ),

  badArgument: (why: string) => new ApiError(400, "BadArgumentError", why),

  internal: (error: unknown) => new ApiError(500, "InternalServerError", String(error)),
} as const;
