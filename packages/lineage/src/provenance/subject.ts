import type { Digests } from "../digest";
import { type Reason, reason } from "../reasons";
import type { Subject } from "./statement";

/** The subject that is the artifact, or why none is. */
export function subjectOf(subjects: readonly Subject[], artifact: Digests): { name?: string; digest: string } | Reason {
  const given = Object.entries(artifact) as [string, string][];
  let comparable = false;
  for (const { name, digest } of subjects) {
    // Every digest that both sides have must agree.
    const both = given.filter(([algorithm]) => Object.hasOwn(digest, algorithm));
    comparable ||= both.length > 0;
    if (both.length > 0 && both.every(([algorithm, hex]) => digest[algorithm]!.toLowerCase() === hex))
      return { ...(name ? { name } : {}), digest: both[0]!.join(":") };
  }
  const found = subjects.map(({ digest }) => Object.entries(digest).map(([algorithm, hex]) => `${algorithm}:${hex}`));
  const named = found.flat().slice(0, 3).join(", ");
  return comparable
    ? reason("artifact/not-subject", `the artifact is ${given[0]!.join(":")}, the provenance is about ${named}`)
    : reason(
        "artifact/other-algorithm",
        `the artifact is given by ${given.map(([algorithm]) => algorithm).join(", ")}, the provenance is about ${named}`,
      );
}
