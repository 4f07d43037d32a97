import { createHash, createPrivateKey, createPublicKey, type JsonWebKey, KeyObject } from "node:crypto";
import { errors } from "../errors";

/** A private key and what records say about it. */
export interface SigningKey {
  readonly alg: "EdDSA" | "ES256";
  /** RFC 7638 SHA-256 thumbprint of the public key, base64url. */
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** Public members only. */
  readonly publicJwk: JsonWebKey;
}

/**
 * Reads a private key.
 * @param key Ed25519 or P-256, as `KeyObject` or JWK
 * @param source where it comes from, for errors
 * @throws TelemetryError for any other key
 */
export function signingKey(key: KeyObject | JsonWebKey, source = "given"): SigningKey {
  const privateKey = key instanceof KeyObject ? key : read(key, source);
  if (privateKey.type !== "private") throw errors.unusableKey(source, `is a ${privateKey.type} key`);
  const { kty, crv, x, y } = createPublicKey(privateKey).export({ format: "jwk" });
  // The members of the thumbprint, in its order.
  if (kty === "OKP" && crv === "Ed25519") return keyOf("EdDSA", privateKey, { crv, kty, x });
  if (kty === "EC" && crv === "P-256") return keyOf("ES256", privateKey, { crv, kty, x, y });
  throw errors.unusableKey(source, `is of type ${[kty, crv].filter(Boolean).join(" ")}`);
}

function read(jwk: JsonWebKey, source: string): KeyObject {
  try {
    return createPrivateKey({ key: jwk, format: "jwk" });
  } catch (error) {
    throw errors.unusableKey(source, `cannot be read: ${(error as Error).message}`);
  }
}

function keyOf(alg: SigningKey["alg"], privateKey: KeyObject, publicJwk: JsonWebKey): SigningKey {
  const kid = createHash("sha256").update(JSON.stringify(publicJwk)).digest("base64url");
  return { alg, kid, privateKey, publicJwk };
}
