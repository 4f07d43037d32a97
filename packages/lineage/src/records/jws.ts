import { verify } from "node:crypto";
import type { PublicKey } from "./jwk";

/**
 * Why a detached JWS (RFC 7515 appendix F, unencoded payload of RFC 7797) is not this key's signature over the content;
 * undefined when it is.
 * @param kid the record's `SignatureKeyId`
 */
export function signatureProblem(
  jws: string,
  content: string,
  kid: string,
  { alg, key }: PublicKey,
): string | undefined {
  const [header, payload, signature, ...more] = jws.split(".");
  if (!header || payload !== "" || !signature || more.length > 0) return "the signature is no detached JWS";
  const problem = headerProblem(header, alg, kid);
  if (problem) return problem;
  const bytes = Buffer.from(signature, "base64url");
  // Node reads more than base64url; a signature has one form only.
  if (bytes.toString("base64url") !== signature) return "the signature is not base64url";
  const input = Buffer.from(`${header}.${content}`);
  const verified = verify(alg === "ES256" ? "sha256" : null, input, { key, dsaEncoding: "ieee-p1363" }, bytes);
  return verified ? undefined : "the signature does not verify";
}

function headerProblem(header: string, alg: string, kid: string): string | undefined {
  const members = parsed(header);
  if (!members || Object.keys(members).sort().join() !== "alg,b64,crit,kid")
    return "the protected header has other members than alg, b64, crit and kid";
  if (members.b64 !== false || JSON.stringify(members.crit) !== '["b64"]')
    return "the protected header does not say that the payload is unencoded";
  if (members.alg !== alg) return `the protected header says ${members.alg}, the key is for ${alg}`;
  if (members.kid !== kid) return "the protected header names another key than SignatureKeyId";
  return undefined;
}

function parsed(header: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(header, "base64url").toString());
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
