import { ServiceError } from "../server/service-error";

/** A refusal of Blob Storage: https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes */
class BlobError extends ServiceError {}

const tokensOnly = { "WWW-Authenticate": "Bearer resource_id=https://storage.azure.com" };

/** Every refusal of the emulated Blob Storage. */
export const blobErrors = {
  /** A client that does what is not emulated gets no further, so that nobody takes it for done. */
  unknownRoute: (what: string) =>
    new BlobError(501, "NotImplemented", `${what} is none of the requests of Blob Storage that this emulator knows.`),

  unauthenticated: (why: string) =>
    new BlobError(
      401,
      "NoAuthenticationInformation",
      `Server failed to authenticate the request. Please refer to the information in the www-authenticate header. ${why}`,
      tokensOnly,
    ),

  keyNotPermitted: () =>
    new BlobError(
      403,
      "KeyBasedAuthenticationNotPermitted",
      "Key based authentication is not permitted on this storage account.",
    ),

  keyNotHere: () =>
    new BlobError(
      403,
      "AuthenticationFailed",
      "Server failed to authenticate the request. This emulator takes tokens of Microsoft Entra, no keys of accounts and no shared access signatures: for azurerm, set storage_use_azuread = true in the provider block.",
      tokensOnly,
    ),

  forbidden: () =>
    new BlobError(
      403,
      "AuthorizationPermissionMismatch",
      "This request is not authorized to perform this operation using this permission.",
    ),

  closedNetwork: () =>
    new BlobError(403, "AuthorizationFailure", "This request is not authorized to perform this operation."),

  noContainer: () => new BlobError(404, "ContainerNotFound", "The specified container does not exist."),

  noBlob: () => new BlobError(404, "BlobNotFound", "The specified blob does not exist."),

  containerExists: () => new BlobError(409, "ContainerAlreadyExists", "The specified container already exists."),

  blobExists: () => new BlobError(409, "BlobAlreadyExists", "The specified blob already exists."),

  conditionNotMet: () =>
    new BlobError(412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met."),

  badRange: () =>
    new BlobError(416, "InvalidRange", "The range specified is invalid for the current size of the resource."),

  badMd5: () =>
    new BlobError(
      400,
      "Md5Mismatch",
      "The MD5 value specified in the request did not match the MD5 value calculated by the server.",
    ),

  badName: (name: string) =>
    new BlobError(400, "InvalidResourceName", `The specified resource name contains invalid characters. (${name})`),

  badHeader: (name: string, value: string) =>
    new BlobError(
      400,
      "InvalidHeaderValue",
      `The value for one of the HTTP headers is not in the correct format. (${name}: ${value})`,
    ),

  missingHeader: (name: string) =>
    new BlobError(
      400,
      "MissingRequiredHeader",
      `An HTTP header that's mandatory for this request is not specified. (${name})`,
    ),

  badQuery: (name: string, value: string) =>
    new BlobError(
      400,
      "InvalidQueryParameterValue",
      `Value for one of the query parameters specified in the request URI is invalid. (${name}: ${value})`,
    ),

  badBlocks: (why: string) => new BlobError(400, "InvalidBlockList", `The specified block list is invalid. (${why})`),

  tooLarge: (bytes: number) =>
    new BlobError(
      413,
      "RequestBodyTooLarge",
      `The request body is too large and exceeds the maximum permissible limit. (${bytes} bytes)`,
    ),

  internal: (error: unknown) => new BlobError(500, "InternalError", String(error)),
} as const;
