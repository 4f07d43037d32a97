import { apiErrors } from "./api-errors";

/** https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview#request-headers */
const audience = "https://monitor.azure.com";
const guid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** A `TokenCredential` of the Azure SDK for JavaScript. */
export interface LocalCredential {
  getToken(scopes: string | string[]): Promise<{ token: string; expiresOnTimestamp: number }>;
}

/** What a token says of who holds it, beside the object id. */
export interface TokenClaims {
  /** client id of the application */
  readonly appid?: string;
  /** id of the tenant */
  readonly tid?: string;
}

/**
 * A bearer token this server takes: a JWT without signature that names a principal. It opens nothing elsewhere and never
 * expires.
 * @param principalId object id of the service principal or managed identity
 * @param aud what the token is for
 */
export function issueToken(principalId: string, aud = audience, claims: TokenClaims = {}): string {
  const parts = [
    { alg: "none", typ: "JWT" },
    { aud, iss: "agentid-emulator", oid: principalId, sub: principalId, ...claims },
  ];
  return `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.`;
}

/** A credential for Azure's client libraries that signs in as a principal of this server. */
export function localCredential(principalId: string): LocalCredential {
  return {
    getToken: async (scopes) => ({
      token: issueToken(principalId, [scopes].flat()[0]?.replace(/\/\.default$/, "")),
      expiresOnTimestamp: Number.MAX_SAFE_INTEGER,
    }),
  };
}

/**
 * The principal a request comes from, in lower case.
 * @param wanted what the token must be for
 * @throws ApiError when the header holds no token of this server's
 */
export const principalOf = (authorization: string | undefined, wanted = audience): string =>
  signedIn(authorization, [wanted]).principalId;

/**
 * Who a request comes from.
 * @param wanted what the token must be for: one of these
 * @throws ApiError when the header holds no token of this server's
 */
export function signedIn(
  authorization: string | undefined,
  wanted: readonly string[],
): { readonly principalId: string; readonly tenantId?: string } {
  if (authorization === undefined) throw apiErrors.unauthenticated("The 'Authorization' header is missing.");
  const token = /^Bearer ([\w-]+)\.([\w-]+)\.$/i.exec(authorization);
  const claims = token && decode(token[2]!);
  if (!claims || decode(token[1]!)?.alg !== "none" || !guid.test(String(claims.oid)))
    throw apiErrors.unauthenticated("The header holds no bearer token that this server issued.");
  if (!wanted.includes(String(claims.aud).replace(/\/$/, "")))
    throw apiErrors.unauthenticated(`The token is for ${claims.aud}; ask for ${wanted[0]}.`);
  return {
    principalId: String(claims.oid).toLowerCase(),
    ...(typeof claims.tid === "string" ? { tenantId: claims.tid } : {}),
  };
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
