import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  lineageRow,
  readDigest,
  readLineagePolicy,
  readReviewFacts,
  readTrustedRoots,
  verifyProvenance,
} from "@sentinel-agent-identities/lineage";
import { BLUEPRINT_ID, type Build, CHANGE_DEPLOYED, CHANGED_BUILD, REVIEWED_BUILD, WORKFLOW_RESOURCE_ID } from "../ids";

const text = (name: string) => readFileSync(join(__dirname, name), "utf8");
/** The working week before the recordings. */
const REVIEWED_DEPLOYED = new Date("2026-02-25T10:15:00Z");

/** What the lineage verifier makes of a build's provenance when it is put to work. */
function verified(name: "reviewed" | "changed", build: Build, deployed: Date) {
  const review = readReviewFacts(text(`${name}.review.json`));
  const verdict = verifyProvenance({
    bundle: text(`${name}.bundle.json`),
    artifact: readDigest(build.imageDigest),
    roots: readTrustedRoots(text("trusted-root.json")),
    policy: readLineagePolicy(text("policy.json")),
    review,
    now: new Date(),
  });
  const subject = {
    blueprintId: BLUEPRINT_ID,
    imageDigest: build.imageDigest,
    runtimeKind: "LogicApp",
    runtimeResourceId: WORKFLOW_RESOURCE_ID,
    deployedTime: deployed.toISOString(),
  };
  return lineageRow(verdict, subject, review, "demo", new Date(deployed.getTime() + 120_000));
}

/** Rows of the stream Custom-AgentLineage for a recorded week, verified now. */
export function lineageOf(recording: string) {
  const reviewed = verified("reviewed", REVIEWED_BUILD, REVIEWED_DEPLOYED);
  return recording === "exfiltration" ? [reviewed, verified("changed", CHANGED_BUILD, CHANGE_DEPLOYED)] : [reviewed];
}
