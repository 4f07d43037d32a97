import { createPublicKey, type KeyObject } from "node:crypto";

/** A public key as trusted roots hold it: SPKI, or PKCS#1 for RSA; undefined when it is neither. */
export function logKey(der: Buffer): KeyObject | undefined {
  for (const type of ["spki", "pkcs1"] as const)
    try {
      return createPublicKey({ key: der, format: "der", type });
    } catch {
      // The other form, or none.
    }
  return undefined;
}
