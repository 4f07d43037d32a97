import type { GovernanceItem } from "../kinds/governance";
import type { Problem } from "../problem";
import { suggestFrom } from "../suggest";
import type { Check } from "./context";
import { governanceGraphProblems } from "./graph-calls";

/** Governance policies: keys are unique and known where they are named, and nobody but the tenant says what is enforced. */
export const checkGovernance: Check = ({ content }) =>
  content.governance.flatMap((item) => [...problemsOf(item), ...governanceGraphProblems(item)]);

function problemsOf(item: GovernanceItem): Problem[] {
  const { data, source } = item;
  const keys = data.resources.map(({ key }) => key);
  return data.resources.flatMap((resource, i) => {
    const at = (...path: (string | number)[]) => ["resources", i, ...path];
    const earlier = keys.slice(0, i);
    const known = [...earlier.map((key) => `${key}.id`), ...(resource.forEach ? ["blueprint"] : [])];
    const problems: Problem[] = [];
    if (earlier.includes(resource.key))
      problems.push(
        source.problem(at("key"), "governance/duplicate-key", `two resources have the key "${resource.key}"`),
      );
    for (const [j, key] of (resource.after ?? []).entries())
      if (!earlier.includes(key))
        problems.push(
          source.problem(at("after", j), "governance/unknown-key", `no resource above this one has the key "${key}"`, {
            suggestion: suggestFrom(key, earlier),
          }),
        );
    for (const [, name] of `${resource.url} ${JSON.stringify(resource.body)}`.matchAll(/\{([a-z-]+(?:\.\w+)?)\}/g))
      if (!known.includes(name!))
        problems.push(
          source.problem(at(), "governance/unknown-placeholder", `nothing here is called {${name}}`, {
            suggestion: suggestFrom(name!, known),
          }),
        );
    if (resource.conditionalAccess && "state" in resource.body)
      problems.push(
        source.problem(at("body", "state"), "governance/state", "the tenant says whether a policy is enforced", {
          atKey: true,
          suggestion: "remove it; the tenant's setting is reportOnly or enforced",
        }),
      );
    return problems;
  });
}
