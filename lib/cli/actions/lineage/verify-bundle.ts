import { publicRoot } from "../../sigstore/public-root";
import { verifyClaim } from "../../sigstore/verify-claim";
import { UsageError } from "../../usage-error";

export interface VerifyBundleOptions {
  readonly staging?: boolean;
  readonly bundle: string;
  readonly certificateIdentity?: string;
  readonly certificateOidcIssuer?: string;
  readonly key?: string;
  readonly trustedRoot?: string;
  /** a file, or `sha256:` and 64 digits */
  readonly artifact: string;
}

/** Verifies one bundle as the protocol of Sigstore's conformance suite asks for. */
export function verifyBundle(options: VerifyBundleOptions): void {
  const { staging, trustedRoot, certificateIdentity: identity, certificateOidcIssuer: issuer, key } = options;
  if (staging && trustedRoot === undefined)
    throw new UsageError("--staging needs --trusted-root: nothing is fetched, and no root of staging is at hand");
  const root = publicRoot(trustedRoot);
  try {
    const { bundle, artifact } = options;
    const problem = verifyClaim({
      bundle,
      artifact,
      trustedRoot: root.file,
      ...(identity === undefined ? {} : { identity }),
      ...(issuer === undefined ? {} : { issuer }),
      ...(key === undefined ? {} : { key }),
    });
    if (problem) {
      console.error(`refused: ${problem.code} ${problem.message}`);
      process.exitCode = 1;
    } else console.log("verified");
  } finally {
    root.dispose();
  }
}
