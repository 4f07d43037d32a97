import type { HeaderOf } from "@sentinel-agent-identities/otlp/receiving";
import { CollectorError } from "../errors";

/** Who sent a request, as Azure's authentication found: object id of the token, else its application id. Lower case. */
export type SenderId = string;

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const fix = "send an Entra token for the intake's application; App Service authentication must be on and require it";

/**
 * The sender, by the headers that App Service sets after it has validated the token and removes from what comes in:
 * https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities#access-user-claims-in-app-code
 * @throws CollectorError for a request that nobody is named in, or more than one, or in another form than an id has
 */
export function senderOf(header: HeaderOf): SenderId {
  const encoded = header("x-ms-client-principal");
  const claims = encoded ? claimsOf(encoded) : [];
  const id =
    one(claims, "oid", "http://schemas.microsoft.com/identity/claims/objectidentifier") ??
    (header("x-ms-client-principal-id") || undefined) ??
    one(claims, "azp", "appid");
  if (id === undefined) throw new CollectorError("the request", "names nobody", fix);
  if (!guid.test(id)) throw new CollectorError("the request", "names its sender by an id that is no GUID", fix);
  return id.toLowerCase();
}

/** What the claims `xms_act_fct` and `xms_sub_fct` have among their numbers where the caller is an agent identity. */
const agentIdentity = "11";

/**
 * Whether the token says that its bearer is an agent identity, so that what it sends is its own:
 * https://learn.microsoft.com/entra/agent-id/identity-platform/agent-token-claims
 */
export function isAgentIdentity(header: HeaderOf): boolean {
  const encoded = header("x-ms-client-principal");
  const claims = encoded ? claimsOf(encoded) : [];
  return claims.some((claim) => {
    const { typ, val } = (claim ?? {}) as { typ?: unknown; val?: unknown };
    const isFacet = typ === "xms_act_fct" || typ === "xms_sub_fct";
    return isFacet && typeof val === "string" && val.split(/[\s,]+/).includes(agentIdentity);
  });
}

/** The one value of a claim that goes by several names. */
function one(claims: readonly unknown[], ...names: string[]): string | undefined {
  const values = new Set<string>();
  for (const claim of claims) {
    const { typ, val } = (claim ?? {}) as { typ?: unknown; val?: unknown };
    if (typeof typ !== "string" || !names.includes(typ)) continue;
    if (typeof val !== "string") throw new CollectorError("the request", `has a claim ${typ} that is no text`, fix);
    values.add(val.toLowerCase());
  }
  if (values.size > 1) throw new CollectorError("the request", `names more than one sender in ${names[0]}`, fix);
  return [...values][0];
}

function claimsOf(encoded: string): unknown[] {
  let claims: unknown;
  try {
    ({ claims } = JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) ?? {});
  } catch {
    // No JSON: the same as no claims.
  }
  if (!Array.isArray(claims)) throw new CollectorError("the request", "has no list of claims in its principal", fix);
  return claims;
}
