import { CollectorError } from "../errors";

/** Who sent a request, as Azure's authentication found. */
export interface Principal {
  readonly objectId?: string;
  readonly appId?: string;
}

/** Reads a header of the request. */
export type HeaderOf = (name: string) => string | null;

/**
 * The sender, by the headers that App Service sets after it has validated the token and removes from what comes in:
 * https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities#access-user-claims-in-app-code
 * @throws CollectorError for a request that nobody is named in
 */
export function principalOf(header: HeaderOf): Principal {
  const encoded = header("x-ms-client-principal");
  const claims = encoded === null ? [] : claimsOf(encoded);
  const claim = (...names: string[]) => claims.find(({ typ }) => names.includes(typ))?.val;
  const objectId =
    claim("oid", "http://schemas.microsoft.com/identity/claims/objectidentifier") ??
    header("x-ms-client-principal-id") ??
    undefined;
  const appId = claim("azp", "appid");
  if (objectId === undefined && appId === undefined)
    throw new CollectorError(
      "the request",
      "names nobody",
      "send an Entra token for the intake's application; App Service authentication must be on and require it",
    );
  return {
    ...(objectId ? { objectId: objectId.toLowerCase() } : {}),
    ...(appId ? { appId: appId.toLowerCase() } : {}),
  };
}

function claimsOf(encoded: string): { typ: string; val: string }[] {
  try {
    const { claims } = JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as { claims?: unknown };
    return Array.isArray(claims) ? claims : [];
  } catch {
    return [];
  }
}
