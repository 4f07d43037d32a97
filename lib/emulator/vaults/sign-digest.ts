import type { KeyObject } from "node:crypto";

/** Signs a digest as it is with a key of the curve P-256: 64 bytes, r and s. Node signs messages only, which it hashes itself. */
export function signDigest(key: KeyObject, digest: Buffer): Buffer {
  const { p256 } = require("@noble/curves/nist") as typeof import("@noble/curves/nist");
  const secret = Buffer.from(key.export({ format: "jwk" }).d!, "base64url");
  return Buffer.from(p256.sign(digest, secret, { prehash: false }).toBytes("compact"));
}
