import { type Definition, workflowOf } from "@sentinel-agent-identities/logic-apps";
import { type PlaybookItem, workflowsOf } from "../kinds/playbook";
import { derivePermissions, described, type Need } from "../permissions/derive";
import { classOfAction, classOfAzureRole, graphRoles, type PrivilegeClass } from "../permissions/roles";
import type { Problem } from "../problem";
import type { Path } from "../source-file";
import { suggestFrom } from "../suggest";

const ranks: readonly PrivilegeClass[] = ["read", "freeze", "fleet"];

/** Permissions are derived from the calls of the workflow: what playbook.yaml grants is that, no more and no less. */
export function permissionProblems(item: PlaybookItem): Problem[] {
  const { data } = item;
  const definitions: Definition[] = [];
  const unknown: Problem[] = [];
  for (const { workflow, definition } of workflowsOf(item)) {
    try {
      definitions.push(workflowOf(data.name, definition).definition);
    } catch (error) {
      return [workflow.problem(["definition"], "playbook/definition", (error as Error).message)];
    }
    for (const { request, why, fix } of derivePermissions(definitions.at(-1)!).unknown)
      unknown.push(
        workflow.problem(["definition", ...request.at], "playbook/unknown-call", `action "${request.action}": ${why}`, {
          suggestion: fix,
        }),
      );
  }
  const needs = derivePermissions(...definitions);
  const granted = data.graphAppRoles.map((entry) => (typeof entry === "string" ? entry : entry.role));
  return [
    ...unknown,
    ...compared({
      item,
      property: "graphAppRoles",
      granted,
      needs: needs.graphAppRoles,
      nameOf: (role) => role,
      tooBroad: (role) =>
        needs.graphAppRoles
          .filter(({ grant }) => graphRoles[grant]?.insteadOf?.includes(role))
          .map(({ grant }) => grant),
    }),
    ...compared({
      item,
      property: "azureRoles",
      granted: data.azureRoles.map(({ role, scope }) => `${role} on the ${scope}`),
      needs: needs.azureRoles,
      nameOf: ({ role, scope }) => `${role} on the ${scope}`,
    }),
    ...compared({
      item,
      property: "azureActions",
      granted: data.azureActions ?? [],
      needs: needs.azureActions,
      nameOf: (action) => action,
    }),
    ...conditionProblems(item),
    ...classProblems(item, [
      ...needs.graphAppRoles.map((need) => ({ ...need, class: graphRoles[need.grant]!.class })),
      ...needs.azureRoles.flatMap(({ grant: { role }, for: requests }) => {
        const reach = classOfAzureRole(role);
        return reach === "read" ? [] : [{ grant: role, for: requests, class: reach }];
      }),
      ...needs.azureActions.map((need) => ({ ...need, class: classOfAction(need.grant) })),
    ]),
  ];
}

interface Comparison<T> {
  readonly item: PlaybookItem;
  readonly property: "graphAppRoles" | "azureRoles" | "azureActions";
  readonly granted: readonly string[];
  readonly needs: readonly Need<T>[];
  readonly nameOf: (grant: T) => string;
  /** needed permissions that would do in place of a broader one */
  readonly tooBroad?: (granted: string) => readonly string[];
}

function compared<T>({ item, property, granted, needs, nameOf, tooBroad }: Comparison<T>): Problem[] {
  const { source } = item;
  const needed = needs.map(({ grant }) => nameOf(grant));
  const missing = needs.flatMap((need) => {
    const name = nameOf(need.grant);
    if (granted.includes(name)) return [];
    return [
      source.problem([property], "playbook/permission-missing", `${name} is not granted, and ${neededBy(need)}`, {
        suggestion: `add it to ${property}`,
        atKey: true,
      }),
    ];
  });
  const extra = granted.flatMap((name, i) => {
    if (needed.includes(name)) return granted.indexOf(name) === i ? [] : [twice(item, [property, i], name)];
    const narrower = tooBroad?.(name) ?? [];
    return [
      narrower.length > 0
        ? source.problem([property, i], "playbook/permission-too-broad", `${name} is more than any call needs`, {
            suggestion: `grant ${narrower.join(" and ")} instead`,
          })
        : source.problem([property, i], "playbook/permission-extra", `no call of the workflow needs ${name}`, {
            suggestion: needed.length > 0 ? suggestFrom(name, needed) : "remove it",
          }),
    ];
  });
  return [...missing, ...extra];
}

const twice = ({ source }: PlaybookItem, path: Path, name: string): Problem =>
  source.problem(path, "playbook/permission-extra", `${name} is granted twice`, { suggestion: "remove one" });

function neededBy<T>({ for: requests }: Need<T>): string {
  const [first, ...others] = requests;
  const more = others.length > 0 ? `, and ${others.length} more` : "";
  return `action "${first!.action}" needs it (${described(first!)}${more})`;
}

/** A permission that only some tenants use is granted only there. */
function conditionProblems({ source, data }: PlaybookItem): Problem[] {
  return data.graphAppRoles.flatMap((entry, i) => {
    const [role, when] = typeof entry === "string" ? [entry, undefined] : [entry.role, entry.when];
    const wanted = graphRoles[role]?.when;
    if (wanted === when) return [];
    return [
      source.problem(
        ["graphAppRoles", i],
        "playbook/permission-condition",
        wanted
          ? `${role} is granted to every tenant, and used only where response.${wanted} is set`
          : `${role} does not depend on response.${when}: without it the playbook fails`,
        { suggestion: wanted ? `write { role: ${role}, when: ${wanted} }` : `write ${role}` },
      ),
    ];
  });
}

function classProblems(
  { source, data }: PlaybookItem,
  needs: readonly (Need<string> & { readonly class: PrivilegeClass })[],
): Problem[] {
  const of = (wanted: PrivilegeClass) => needs.find((need) => need.class === wanted);
  const [freeze, fleet] = [of("freeze"), of("fleet")];
  if (freeze && fleet)
    return [
      source.problem(
        ["privilegeClass"],
        "playbook/mixed-classes",
        `one identity would hold both freeze (${freeze.grant}) and fleet (${fleet.grant}), so that a flaw in one reaches the other`,
        { suggestion: `split the playbook: ${neededBy(fleet)}` },
      ),
    ];
  const highest = [...ranks].reverse().find((rank) => of(rank)) ?? "read";
  if (data.privilegeClass === highest) return [];
  const why = of(highest);
  return [
    source.problem(
      ["privilegeClass"],
      "playbook/privilege-class",
      `the playbook is in class ${highest}${why ? `: it holds ${why.grant}, and ${neededBy(why)}` : ": it changes nothing"}`,
      { suggestion: `write ${highest}` },
    ),
  ];
}
