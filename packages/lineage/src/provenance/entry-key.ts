import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import type { TransparencyLogEntry } from "@sigstore/bundle";

/**
 * Whether a log's entry is of another key than the one that a bundle is verified with. An entry has the key, or its
 * certificate, in a place of its own kind; the library compares signatures and digests only.
 */
export function entryOfAnotherKey({ canonicalizedBody }: TransparencyLogEntry, key: KeyObject): boolean {
  const spec = at(JSON.parse(canonicalizedBody.toString("utf8")), "spec");
  const verifiers = verifiersIn(spec).filter((bytes) => bytes.length > 0);
  return verifiers.length > 0 && !verifiers.some((bytes) => keyIn(bytes)?.equals(key));
}

/** Keys and certificates of an entry, PEM or DER (https://github.com/sigstore/rekor/tree/main/pkg/types, and rekor-tiles). */
function verifiersIn(spec: unknown): Buffer[] {
  const old = [
    at(spec, "signature", "publicKey", "content"),
    at(spec, "publicKey"),
    ...list(at(spec, "signatures")).map((signature) => at(signature, "verifier")),
    ...list(at(spec, "content", "envelope", "signatures")).map((signature) => at(signature, "publicKey")),
  ];
  const signatures = [at(spec, "hashedRekordV002", "signature"), ...list(at(spec, "dsseV002", "signatures"))];
  const current = signatures.flatMap((signature) =>
    ["x509Certificate", "publicKey"].map((kind) => at(signature, "verifier", kind, "rawBytes")),
  );
  return [...old, ...current].flatMap((text) => (typeof text === "string" ? decoded(text) : []));
}

/** Entries of kind `intoto` have their PEM in Base64 twice. */
function decoded(text: string): Buffer {
  const bytes = Buffer.from(text, "base64");
  return bytes.subarray(0, 4).toString() === "LS0t" ? Buffer.from(bytes.toString(), "base64") : bytes;
}

function keyIn(bytes: Buffer): KeyObject | undefined {
  const readers = [
    () => new X509Certificate(bytes).publicKey,
    () => createPublicKey(bytes),
    () => createPublicKey({ key: bytes, format: "der", type: "spki" }),
  ];
  for (const read of readers)
    try {
      return read();
    } catch {
      // Another form, or none.
    }
  return undefined;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (here, key) => (typeof here === "object" && here !== null ? (here as Record<string, unknown>)[key] : undefined),
    value,
  );
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
