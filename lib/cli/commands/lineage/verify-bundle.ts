import { Command, Option } from "commander";
import type * as Actions from "../../actions/lineage/verify-bundle";
import type { VerifyBundleOptions } from "../../actions/lineage/verify-bundle";
import { readingInput, withUsageExit } from "./input-error";

/** `agentid lineage verify-bundle`: the client of Sigstore's conformance suite. */
export function lineageVerifyBundleCommand(): Command {
  const command = new Command("verify-bundle")
    .description(
      "verify who signed an artifact, by the protocol of Sigstore's conformance suite; says nothing of provenance",
    )
    .argument("<file-or-digest>", "the artifact, or sha256: and its digest")
    .option("--staging", "the bundle is of Sigstore's staging instance; needs --trusted-root")
    .requiredOption("--bundle <file>", "one Sigstore bundle")
    .option("--certificate-identity <identity>", "whom the certificate must name")
    .option("--certificate-oidc-issuer <url>", "who must have vouched for it")
    .addOption(
      new Option("--key <file>", "public key that must have signed, PEM").conflicts([
        "certificateIdentity",
        "certificateOidcIssuer",
      ]),
    )
    .option("--trusted-root <file>", "trusted_root.json; the public instance's, which npm brings, when left out");
  return withUsageExit(command).action((artifact: string, options: Omit<VerifyBundleOptions, "artifact">) =>
    readingInput((given: VerifyBundleOptions) =>
      (require("../../actions/lineage/verify-bundle") as typeof Actions).verifyBundle(given),
    )({ ...options, artifact }),
  );
}
