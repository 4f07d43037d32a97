import { ServiceError } from "../server/service-error";

/** A refusal of Table Storage: https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes */
export class TableError extends ServiceError {}

/** Every refusal of the fake Table Storage. */
export const tableErrors = {
  /** A client that calls what is not documented gets no further here, so that it does not fail in production. */
  unknownRoute: (method: string, path: string) =>
    new TableError(
      501,
      "Emulator_UnknownRoute",
      `${method} ${path} is no request that this emulator knows from the documentation of Table Storage`,
    ),

  unauthenticated: (why: string) =>
    new TableError(
      401,
      "NoAuthenticationInformation",
      `Server failed to authenticate the request. Please refer to the information in the www-authenticate header. ${why}`,
      {
        "WWW-Authenticate": "Bearer resource_id=https://storage.azure.com",
      },
    ),

  badHeader: (why: string) =>
    new TableError(
      403,
      "AuthenticationFailed",
      `Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature. ${why}`,
    ),

  forbidden: () =>
    new TableError(
      403,
      "AuthorizationPermissionMismatch",
      "This request is not authorized to perform this operation using this permission.",
    ),

  noTable: () => new TableError(404, "TableNotFound", "The table specified does not exist."),

  notFound: () => new TableError(404, "ResourceNotFound", "The specified resource does not exist."),

  exists: () => new TableError(409, "EntityAlreadyExists", "The specified entity already exists."),

  changed: () =>
    new TableError(
      412,
      "UpdateConditionNotSatisfied",
      "The update condition specified in the request was not satisfied.",
    ),

  missingHeader: (name: string) =>
    new TableError(
      400,
      "MissingRequiredHeader",
      `An HTTP header that's mandatory for this request is not specified. (${name})`,
    ),

  missingKeys: () =>
    new TableError(
      400,
      "PropertiesNeedValue",
      "The values are not specified for all properties in the entity. (PartitionKey and RowKey)",
    ),

  badKey: (key: string) =>
    new TableError(400, "OutOfRangeInput", `One of the request inputs is out of range. (the key ${key})`),

  invalidInput: (why: string) =>
    new TableError(400, "InvalidInput", `One of the request inputs is not valid. (${why})`),

  internal: (error: unknown) => new TableError(500, "InternalError", String(error)),
} as const;
