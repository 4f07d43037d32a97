import { constants, createHash, type KeyObject, publicDecrypt, verify } from "node:crypto";
import type { Digests } from "../digest";

type Algorithm = keyof Digests;

/** What Sigstore's clients hash with for a key: what fits its strength, and SHA-256, which older ones take for any. */
function algorithmsOf(key: KeyObject): readonly Algorithm[] {
  if (key.asymmetricKeyType === "rsa") return ["sha256", "sha384", "sha512"];
  if (key.asymmetricKeyType !== "ec") return [];
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (curve === "secp384r1") return ["sha384", "sha256"];
  return curve === "secp521r1" ? ["sha512", "sha256"] : ["sha256"];
}

/** Whether a key signed these bytes: ECDSA, RSA (PKCS#1 v1.5), Ed25519 or Ed25519ph. */
export function signs(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    if (key.asymmetricKeyType === "ed25519")
      return verify(null, bytes, key, signature) || prehashed(key, bytes, signature);
    return algorithmsOf(key).some((algorithm) => verify(algorithm, bytes, key, signature));
  } catch {
    // A signature of no readable form.
    return false;
  }
}

/**
 * Whether a key signed what has these digests; undefined when the digests cannot tell: Ed25519 signs the bytes themselves,
 * and other keys may have been used with a digest that is not known.
 */
export function signsDigest(key: KeyObject, digests: Digests, signature: Uint8Array): boolean | undefined {
  const known = algorithmsOf(key).filter((algorithm) => digests[algorithm] !== undefined);
  const fits = known.some((algorithm) => {
    const digest = Buffer.from(digests[algorithm]!, "hex");
    try {
      return key.asymmetricKeyType === "rsa"
        ? rsaSigns(key, algorithm, digest, signature)
        : ecdsaSigns(key, digest, signature);
    } catch {
      return false;
    }
  });
  if (fits) return true;
  return known.length > 0 && known[0] === algorithmsOf(key)[0] ? false : undefined;
}

/** The start of what RSA signs, by RFC 8017, section 9.2, note 1. */
const digestInfo: Readonly<Record<Algorithm, string>> = {
  sha256: "3031300d060960864801650304020105000420",
  sha384: "3041300d060960864801650304020205000430",
  sha512: "3051300d060960864801650304020305000440",
};

function rsaSigns(key: KeyObject, algorithm: Algorithm, digest: Buffer, signature: Uint8Array): boolean {
  const signed = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
  return signed.equals(Buffer.concat([Buffer.from(digestInfo[algorithm], "hex"), digest]));
}

/** `node:crypto` verifies ECDSA of bytes only. */
function ecdsaSigns(key: KeyObject, digest: Buffer, signature: Uint8Array): boolean {
  const { p256, p384, p521 } = require("@noble/curves/nist") as typeof import("@noble/curves/nist");
  const curves = { prime256v1: p256, secp384r1: p384, secp521r1: p521 };
  const curve = curves[key.asymmetricKeyDetails!.namedCurve as keyof typeof curves];
  const { x, y } = key.export({ format: "jwk" });
  const point = Buffer.concat([Buffer.from([4]), ...[x!, y!].map((part) => Buffer.from(part, "base64url"))]);
  return curve.verify(signature, digest, point, { prehash: false, format: "der", lowS: false });
}

/** Ed25519ph, which logs take, since they are given digests only. */
function prehashed(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  const { ed25519ph } = require("@noble/curves/ed25519") as typeof import("@noble/curves/ed25519");
  return ed25519ph.verify(signature, bytes, Buffer.from(key.export({ format: "jwk" }).x!, "base64url"));
}

/** SHA-256, SHA-384 or SHA-512 of bytes, whichever has that length. */
export function hashOfLength(bytes: Uint8Array, length: number): Buffer | undefined {
  const algorithm = lengths.get(length);
  return algorithm && createHash(algorithm).update(bytes).digest();
}

/** The algorithm by the length of its digest in bytes. */
export const lengths: ReadonlyMap<number, Algorithm> = new Map([
  [32, "sha256"],
  [48, "sha384"],
  [64, "sha512"],
]);
