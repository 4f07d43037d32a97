import { createPublicKey } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import {
  type Digests,
  digestsOf,
  type ExpectedSigner,
  type Reason,
  readDigest,
  readTrustedRoots,
  type SigstoreRoot,
  verifySigner,
} from "@sentinel-agent-identities/lineage";
import { UsageError } from "../usage-error";

/** What a client of Sigstore's conformance suite is asked to verify. */
export interface Claim {
  readonly bundle: string;
  /** a file, or `sha256:` and 64 digits */
  readonly artifact: string;
  readonly identity?: string;
  readonly issuer?: string;
  /** file with a public key as PEM */
  readonly key?: string;
  readonly trustedRoot: string;
}

/**
 * What is against a claim; undefined when it holds.
 * @throws UsageError, LineageError, or ENOENT when an input cannot be used
 */
export function verifyClaim(claim: Claim): Reason | undefined {
  const bundle = readFileSync(claim.bundle, "utf8");
  return verifySigner({ bundle, ...artifactOf(claim.artifact), roots: rootsOf(claim), signer: signerOf(claim) });
}

function rootsOf({ trustedRoot }: Claim): SigstoreRoot[] {
  return readTrustedRoots(readFileSync(trustedRoot, "utf8"), trustedRoot);
}

function artifactOf(artifact: string): { artifact: Digests; artifactBytes?: Uint8Array } {
  const isFile = existsSync(artifact) && statSync(artifact).isFile();
  if (!isFile && /^sha256:[0-9a-f]{64}$/i.test(artifact)) return { artifact: readDigest(artifact) };
  const bytes = readFileSync(artifact);
  return { artifact: digestsOf(bytes), artifactBytes: bytes };
}

function signerOf({ identity, issuer, key }: Claim): ExpectedSigner {
  if (key === undefined) {
    if (identity === undefined || issuer === undefined)
      throw new UsageError("say who must have signed: --certificate-identity and --certificate-oidc-issuer, or --key");
    return { identity, issuer };
  }
  try {
    return { key: createPublicKey(readFileSync(key)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw error;
    throw new UsageError(`${key}: is no public key (${(error as Error).message}); give it as PEM`);
  }
}
