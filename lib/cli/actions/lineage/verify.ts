import { readFileSync } from "node:fs";
import { type Digests, digestsOf, readDigest } from "@sentinel-agent-identities/lineage";
import type { ProvenanceOptions } from "../../commands/lineage/provenance-options";
import { lineageText } from "../../report/lineage-text";
import { UsageError } from "../../usage-error";
import { provenanceOf } from "./provenance-of";

export interface VerifyOptions extends ProvenanceOptions {
  readonly artifact?: string;
  readonly digest?: string;
  readonly agent?: readonly string[];
  readonly format: "text" | "json";
}

/** Prints where an artifact comes from. */
export function verify(options: VerifyOptions): void {
  const { artifact, bytes } = artifactOf(options);
  const agents = options.agent ?? [];
  const { verdict } = provenanceOf(options, artifact, agents, bytes);
  const judged = options.policy !== undefined;
  console.log(options.format === "json" ? JSON.stringify(verdict, null, 2) : lineageText(verdict, judged));
  if (verdict.state !== "Verified") process.exitCode = 1;
}

function artifactOf({ artifact, digest }: VerifyOptions): { artifact: Digests; bytes?: Uint8Array } {
  if (digest !== undefined) return { artifact: readDigest(digest) };
  if (artifact === undefined) throw new UsageError("give the artifact with --artifact or --digest");
  const bytes = readFileSync(artifact);
  return { artifact: digestsOf(bytes), bytes };
}
