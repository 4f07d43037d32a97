import { ApiError } from "./api-error";

/**
 * Every refusal of the API. Status codes 403, 413 and 429 are documented at
 * https://learn.microsoft.com/azure/azure-monitor/logs/tutorial-logs-ingestion-code#troubleshooting; "malformed JSON" as
 * 400 at https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api. The codes
 * NotFound, OperationFailed, InvalidStream and ContentLengthLimitExceeded are Azure's own, as its client libraries' guides
 * and tests quote them. Microsoft documents no code for the others; those here are the emulator's.
 */
export const apiErrors = {
  unknownRoute: (method: string, path: string) =>
    new ApiError(
      404,
      "NotFound",
      `${method} ${path} is no part of the Logs Ingestion API; use POST /dataCollectionRules/{immutableId}/streams/{stream}`,
    ),

  unsupportedVersion: (given: string | null, supported: string) =>
    new ApiError(
      400,
      "UnsupportedApiVersion",
      `${given === null ? "api-version is missing" : `api-version "${given}" is not supported`}; write api-version=${supported}`,
    ),

  unauthenticated: (why: string) =>
    new ApiError(401, "AuthenticationFailed", `Authentication failed. ${why}`, { "WWW-Authenticate": "Bearer" }),

  unknownRule: (immutableId: string, known: readonly string[]) =>
    new ApiError(
      404,
      "NotFound",
      `Data collection rule with immutable Id '${immutableId}' not found. Known here: ${known.join(", ") || "none"}`,
    ),

  /** https://github.com/Azure/azure-sdk-for-js/blob/main/sdk/monitor/monitor-ingestion/TROUBLESHOOTING.md#troubleshooting-authorization-errors */
  forbidden: (principalId: string, immutableId: string) =>
    new ApiError(
      403,
      "OperationFailed",
      `The authentication token provided does not have access to ingest data for the data collection rule with immutable Id '${immutableId}': assign Monitoring Metrics Publisher on the rule to ${principalId}`,
    ),

  unknownStream: (stream: string, immutableId: string, known: readonly string[]) =>
    new ApiError(
      400,
      "InvalidStream",
      `The stream ${stream} was not configured in the data collection rule with immutable Id ${immutableId}. Its streams: ${known.join(", ")}`,
    ),

  unsupportedMediaType: (header: string, given: string | undefined, supported: string) =>
    new ApiError(
      415,
      "UnsupportedMediaType",
      `${header} is ${given === undefined ? "missing" : `"${given}"`}; send ${supported}`,
    ),

  /** https://github.com/Azure/azure-sdk-for-net/blob/main/sdk/monitor/Azure.Monitor.Ingestion/tests/IngestionClientTest.cs */
  tooLarge: (limit: number) =>
    new ApiError(
      413,
      "ContentLengthLimitExceeded",
      `Maximum allowed content length: ${limit} bytes (1 MB), compressed and uncompressed.`,
    ),

  malformedBody: (why: string) => new ApiError(400, "MalformedBody", `Malformed JSON: ${why}`),

  throttled: (limit: string, retryAfterSeconds: number) =>
    new ApiError(
      429,
      "TooManyRequests",
      `The data collection rule takes ${limit} per minute; retry after ${retryAfterSeconds} s`,
      { "Retry-After": String(retryAfterSeconds) },
    ),

  internal: (error: unknown) => new ApiError(500, "InternalServerError", String(error)),
} as const;
