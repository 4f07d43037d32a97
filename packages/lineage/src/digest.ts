import { createHash } from "node:crypto";
import { LineageError } from "./errors";

/** Digests of one artifact, lower-case hexadecimal, by algorithm as in-toto names it. */
export interface Digests {
  readonly sha256?: string;
  readonly sha384?: string;
  readonly sha512?: string;
}

/** The digests of an artifact's bytes. */
export function digestsOf(artifact: Uint8Array): Digests {
  const hash = (algorithm: string) => createHash(algorithm).update(artifact).digest("hex");
  return { sha256: hash("sha256"), sha384: hash("sha384"), sha512: hash("sha512") };
}

const digits = { sha256: 64, sha384: 96, sha512: 128 } as const;

/**
 * Reads a digest as registries write it, such as `sha256:9f86…`.
 * @throws LineageError `digest` for another algorithm or another number of digits
 */
export function readDigest(text: string): Digests {
  const [, algorithm, hex] = /^(sha256|sha384|sha512):([0-9a-f]+)$/.exec(text.toLowerCase()) ?? [];
  if (hex !== undefined && hex.length === digits[algorithm as keyof Digests]) return { [algorithm!]: hex };
  throw new LineageError("digest", `"${text}"`, [
    "is no digest; write sha256: and 64 or sha512: and 128 hexadecimal digits",
  ]);
}
