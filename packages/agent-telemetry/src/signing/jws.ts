import { sign, verify } from "node:crypto";
import type { SigningKey } from "./key";

/** The protected header of every signature by this key, base64url. */
export function protectedHeader({ alg, kid }: SigningKey): string {
  return Buffer.from(JSON.stringify({ alg, b64: false, crit: ["b64"], kid })).toString("base64url");
}

/**
 * Signs content as a detached JWS with unencoded payload (RFC 7515 appendix F, RFC 7797): `<header>..<signature>`. The
 * work is done on Node's thread pool, so that the agent's thread is free meanwhile.
 */
export function signDetached(content: string, key: SigningKey, header = protectedHeader(key)): Promise<string> {
  return new Promise((resolve, reject) => {
    sign(digestOf(key), Buffer.from(`${header}.${content}`), nodeKey(key), (error, signature) =>
      error ? reject(error) : resolve(`${header}..${signature.toString("base64url")}`),
    );
  });
}

/** Whether a detached JWS is this key's signature over the content. */
export function verifyDetached(content: string, jws: string, key: SigningKey): boolean {
  const [header, payload, signature] = jws.split(".");
  if (header !== protectedHeader(key) || payload !== "" || signature === undefined) return false;
  const bytes = Buffer.from(signature, "base64url");
  return verify(digestOf(key), Buffer.from(`${header}.${content}`), nodeKey(key), bytes);
}

/** Ed25519 hashes by itself. */
function digestOf({ alg }: SigningKey): string | null {
  return alg === "ES256" ? "sha256" : null;
}

/** JWS writes an ECDSA signature as the two numbers side by side, not in DER. */
function nodeKey({ privateKey }: SigningKey) {
  return { key: privateKey, dsaEncoding: "ieee-p1363" } as const;
}
