import type { Problem } from "../../content";
import type { Tenant } from "../tenant";
import type { TenantSource } from "./check";

/** Senders that speak for nobody, for everybody and some, or that are told twice. */
export function senderProblems({ senders = [] }: Tenant, source: TenantSource): Problem[] {
  const report = (path: (string | number)[], message: string, suggestion: string) =>
    source.problem(["senders", ...path], "tenant/senders", message, { suggestion });
  return senders.flatMap(({ name, principalId, agents = [], blueprints = [], everyAgent = false, names = {} }, i) => {
    const before = senders.slice(0, i);
    const found: Problem[] = [];
    if (before.some((other) => other.name === name))
      found.push(report([i, "name"], `there is a sender "${name}" already`, "give each its own name"));
    if (before.some((other) => other.principalId.toLowerCase() === principalId.toLowerCase()))
      found.push(report([i, "principalId"], "another sender is this principal", "merge the two senders"));
    const named = agents.length + blueprints.length > 0;
    if (named === everyAgent)
      found.push(
        report(
          [i],
          `sender "${name}" may speak for ${named ? "every agent, and for some" : "nobody"}`,
          named ? "keep one of them" : "add agents, blueprints, or everyAgent: true",
        ),
      );
    const mayName = (id: string) =>
      everyAgent || blueprints.length > 0 || agents.some((agent) => agent.toLowerCase() === id);
    for (const [called, id] of Object.entries(names))
      if (!mayName(id.toLowerCase()))
        found.push(
          report(
            [i, "names", called],
            `sender "${name}" names ${id}, for which it may not speak`,
            "add the id under agents, or correct it",
          ),
        );
    const lower = Object.keys(names).map((called) => called.toLowerCase());
    const twice = Object.keys(names).find((called) => lower.filter((one) => one === called.toLowerCase()).length > 1);
    if (twice !== undefined)
      found.push(
        report([i, "names", twice], `the name "${twice}" is there twice, in another case`, "keep one of them"),
      );
    return found;
  });
}
