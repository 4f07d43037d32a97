import { ServiceError } from "../server/service-error";

/** A refusal of Key Vault: https://learn.microsoft.com/azure/key-vault/general/rest-error-codes */
export class VaultError extends ServiceError {}

/** Every refusal of the fake Key Vault. */
export const vaultErrors = {
  /** A client that calls what is not documented gets no further here, so that it does not fail in production. */
  unknownRoute: (method: string, path: string) =>
    new VaultError(
      501,
      "Emulator_UnknownRoute",
      `${method} ${path} is no request that this emulator knows from the documentation of Key Vault`,
    ),

  unauthenticated: (why: string) =>
    new VaultError(401, "Unauthorized", `AKV10000: Request is missing a Bearer or PoP token. ${why}`, {
      "WWW-Authenticate":
        'Bearer authorization="https://login.microsoftonline.com/", resource="https://vault.azure.net"',
    }),

  forbidden: (action: string) =>
    new VaultError(
      403,
      "Forbidden",
      `Caller is not authorized to perform action on resource. Action: '${action}'. Assignment: (not found)`,
    ),

  noKey: (name: string) =>
    new VaultError(404, "KeyNotFound", `A key with (name/id) ${name} was not found in this key vault.`),

  notPermitted: (operation: string) =>
    new VaultError(403, "Forbidden", `Operation ${operation} is not permitted on this key.`),

  badParameter: (why: string) => new VaultError(400, "BadParameter", why),

  internal: (error: unknown) => new VaultError(500, "InternalServerError", String(error)),
} as const;
