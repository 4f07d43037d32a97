import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";

/** The algorithms a record may be signed with. */
export type SignatureAlg = "EdDSA" | "ES256";

/** A public key in the one form that fits its algorithm. */
export interface PublicKey {
  readonly alg: SignatureAlg;
  /** RFC 7638 SHA-256 thumbprint, base64url */
  readonly thumbprint: string;
  readonly key: KeyObject;
}

/**
 * Reads a public JWK: Ed25519 (EdDSA) or P-256 (ES256).
 * @throws Error saying why it is no such key
 */
export function publicKey(jwk: JsonWebKey): PublicKey {
  const { kty, crv, x, y } = jwk;
  const key = createPublicKey({ key: jwk, format: "jwk" });
  if (kty === "OKP" && crv === "Ed25519") return { alg: "EdDSA", thumbprint: thumbprint({ crv, kty, x }), key };
  if (kty === "EC" && crv === "P-256") return { alg: "ES256", thumbprint: thumbprint({ crv, kty, x, y }), key };
  throw new Error(`a key of type ${[kty, crv].filter(Boolean).join(" ")} signs no records`);
}

/** @param members those that RFC 7638 names, in lexicographic order */
function thumbprint(members: JsonWebKey): string {
  return createHash("sha256").update(JSON.stringify(members)).digest("base64url");
}
