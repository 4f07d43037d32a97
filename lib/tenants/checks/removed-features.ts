import type { Problem, ProblemSource } from "../../content";

/** What a tenant could switch on once: why it is gone, and what to write instead. */
const removed: Readonly<Record<string, { readonly why: string; readonly instead: string }>> = {
  dualWriteAsim: {
    why: "ASimAgentEventLogs takes no rows from a data collection rule, and Azure Monitor refuses the whole rule that tries",
    instead:
      "remove it; ASimAgentEventAgentIdentities and vimAgentEventAgentIdentities give the same rows in ASIM's form",
  },
};

/** Features that a tenant file names and that are gone. */
export function removedFeatureProblems(source: ProblemSource): Problem[] {
  const { features } = (source.data ?? {}) as { features?: unknown };
  if (typeof features !== "object" || features === null) return [];
  return Object.keys(features).flatMap((name) => {
    const gone = Object.hasOwn(removed, name) ? removed[name] : undefined;
    if (!gone) return [];
    const message = `there is no feature ${name} any more: ${gone.why}`;
    return [
      source.problem(["features", name], "tenant/removed-feature", message, { atKey: true, suggestion: gone.instead }),
    ];
  });
}
