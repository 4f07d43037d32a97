import { didYouMean } from "@sentinel-agent-identities/spelling";
import { type Content, detectionIds, type Problem } from "../../content";
import type { Tenant } from "../tenant";
import type { TenantSource } from "./check";

/** A choice for a rule that there is not would be no choice. */
export function correlationProblems({ correlation }: Tenant, source: TenantSource, content: Content): Problem[] {
  const known = detectionIds(content);
  return Object.keys(correlation?.rules ?? {})
    .filter((id) => !known.includes(id))
    .map((id) =>
      source.problem(["correlation", "rules", id], "tenant/correlation", `there is no rule with the id "${id}"`, {
        atKey: true,
        suggestion: didYouMean(id, known) ?? "name a catalogue id, such as AIC-046",
      }),
    );
}
