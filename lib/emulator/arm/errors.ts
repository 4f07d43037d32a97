import { ServiceError } from "../server/service-error";

/** A refusal of Azure Resource Manager: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors */
export class ArmError extends ServiceError {}

/** Every refusal of the fake Azure Resource Manager. */
export const armErrors = {
  /** A client that calls what is not documented gets no further here, so that it does not fail in production. */
  unknownRoute: (method: string, path: string) =>
    new ArmError(
      501,
      "Emulator_UnknownRoute",
      `${method} ${path} is no request that this emulator knows from Azure's documentation`,
    ),

  /** What a role allows that the emulator does not know cannot be told. */
  unknownRole: (roles: readonly string[], action: string) =>
    new ArmError(
      501,
      "Emulator_UnknownRole",
      `Whether ${roles.join(", ")} allows ${action} is not known to this emulator: define the role in the stack (azurerm_role_definition), or assign one of the built-in roles it knows.`,
    ),

  unauthenticated: (why: string) =>
    new ArmError(401, "AuthenticationFailed", `Authentication failed. ${why}`, { "WWW-Authenticate": "Bearer" }),

  missingVersion: () =>
    new ArmError(
      400,
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
    ),

  unknownVersion: (version: string, type: string, known: readonly string[]) =>
    new ArmError(
      400,
      "NoRegisteredProviderFound",
      `No registered resource provider found for API version '${version}' for type '${type}'. The supported api-versions are '${known.join(", ")}'.`,
    ),

  unsupportedQuery: (option: string, supported: readonly string[]) =>
    new ArmError(
      400,
      "InvalidQueryParameter",
      `The query parameter '${option}' is not supported. Supported here: ${supported.join(", ") || "none"}`,
    ),

  /** https://learn.microsoft.com/azure/role-based-access-control/troubleshooting */
  forbidden: (principalId: string, action: string, scope: string) =>
    new ArmError(
      403,
      "AuthorizationFailed",
      `The client '${principalId}' with object id '${principalId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    ),

  notFound: (type: string, name: string, resourceGroup: string) =>
    new ArmError(
      404,
      "ResourceNotFound",
      `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    ),

  missing: (what: string) => new ArmError(404, "NotFound", `${what} does not exist.`),

  conflict: (code: string, message: string) => new ArmError(409, code, message),

  badRequest: (message: string) => new ArmError(400, "BadRequest", message),

  internal: (error: unknown) => new ArmError(500, "InternalServerError", String(error)),
} as const;
