import { ServiceError } from "../server/service-error";

/** A refusal of Microsoft Graph: https://learn.microsoft.com/graph/errors */
export class GraphError extends ServiceError {}

/** Every refusal of the fake Graph. */
export const graphErrors = {
  /** A client that calls what is not documented gets no further here, so that it does not fail in production. */
  unknownRoute: (method: string, path: string) =>
    new GraphError(
      501,
      "Emulator_UnknownRoute",
      `${method} ${path} is no request that this emulator knows from Microsoft Graph's documentation`,
    ),

  unsupportedQuery: (option: string, supported: readonly string[]) =>
    new GraphError(
      400,
      "Request_UnsupportedQuery",
      `Unsupported query option '${option}'. Supported here: ${supported.join(", ") || "none"}`,
    ),

  badRequest: (message: string) => new GraphError(400, "Request_BadRequest", message),

  unauthenticated: (message: string) => new GraphError(401, "InvalidAuthenticationToken", message),

  forbidden: (roles: readonly string[]) =>
    new GraphError(
      403,
      "Authorization_RequestDenied",
      `Insufficient privileges to complete the operation. Any of these application permissions would do: ${roles.join(", ")}`,
    ),

  unknownProperty: (name: string, known: readonly string[]) =>
    new GraphError(
      400,
      "Request_BadRequest",
      `Invalid property '${name}'. Properties that can be changed here: ${known.join(", ")}`,
    ),

  unknownSelection: (name: string, type: string, suggestion: string) =>
    new GraphError(
      400,
      "BadRequest",
      `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type === "person" ? "directoryObject" : type}'; ${suggestion}`,
    ),

  unknownParameter: (name: string, known: readonly string[]) =>
    new GraphError(
      400,
      "BadRequest",
      `The parameter '${name}' in the request payload is not a valid parameter for the operation; it takes ${known.join(", ")}.`,
    ),

  wrongType: (name: string, wanted: string) =>
    new GraphError(
      400,
      "Request_BadRequest",
      `A value of an incompatible type was found for the property '${name}'. It takes ${wanted}.`,
    ),

  notFound: (id: string) =>
    new GraphError(
      404,
      "Request_ResourceNotFound",
      `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    ),

  /** https://learn.microsoft.com/graph/delta-query-overview#synchronization-reset */
  resync: (status: 400 | 410) =>
    new GraphError(
      status,
      "syncStateNotFound",
      "The sync state is no longer known. Start again with a full enumeration.",
    ),

  throttled: (seconds: number) =>
    new GraphError(429, "TooManyRequests", "Too many requests.", { "Retry-After": String(seconds) }),

  internal: (error: unknown) => new GraphError(500, "InternalServerError", String(error)),
} as const;
