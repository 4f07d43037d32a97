import { readFileSync } from "node:fs";
import { type Digests, digestsOf, readDigest } from "../../../lineage";
import type { VerifyOptions } from "../../commands/lineage/verify";
import { lineageText } from "../../report/lineage-text";
import { UsageError } from "../../usage-error";
import { provenanceOf } from "./provenance-of";

/** Prints where an artifact comes from. */
export function verify(options: VerifyOptions): void {
  const { verdict } = provenanceOf(options, artifactOf(options));
  const judged = options.policy !== undefined;
  console.log(options.format === "json" ? JSON.stringify(verdict, null, 2) : lineageText(verdict, judged));
  if (verdict.state !== "Verified") process.exitCode = 1;
}

function artifactOf({ artifact, digest }: VerifyOptions): Digests {
  if (artifact !== undefined) return digestsOf(readFileSync(artifact));
  if (digest !== undefined) return readDigest(digest);
  throw new UsageError("give the artifact with --artifact or --digest");
}
