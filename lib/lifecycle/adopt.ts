import type { PolicyDocument } from "../policy";
import { type Thing, thingsOf } from "./things";

/** What there is already, as Azure Resource Manager returns it. */
export interface Existing {
  readonly id: string;
  readonly name: string;
  readonly type?: string;
  readonly properties?: { readonly displayName?: string; readonly watchlistAlias?: string };
}

/** Terraform's import blocks in JSON, and what was not matched. */
export interface Adopted {
  readonly imports: readonly { readonly to: string; readonly id: string }[];
  /** ids that nothing in the stack is */
  readonly unmatched: readonly string[];
}

/** Kinds that are adopted, by what their id holds. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/\/providers\/Microsoft\.OperationalInsights\/workspaces\/[^/]+$/i, "workspace"],
  [/\/workspaces\/[^/]+\/tables\/[^/]+$/i, "table"],
  [/\/alertRules\/[^/]+$/i, "rule"],
  [/\/watchlists\/[^/]+$/i, "watchlist"],
  [/\/automationRules\/[^/]+$/i, "automation rule"],
  [/\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[^/]+$/i, "identity"],
  [/\/providers\/Microsoft\.Logic\/workflows\/[^/]+$/i, "playbook"],
];

/**
 * Import blocks for what a stack would make and is there already: the same kind with the same name, of rules the same id.
 * A rule that is only called the same is another rule: its id would change, and with it its alerts.
 */
export function adoptedImports(document: PolicyDocument, existing: readonly Existing[]): Adopted {
  const things = thingsOf(document);
  const imports: { to: string; id: string }[] = [];
  const unmatched: string[] = [];
  for (const one of existing) {
    const group = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)$/i.exec(one.id)?.[1];
    const to =
      group === undefined
        ? matching(things, one)?.resource.address
        : document.resources.find(
            ({ type, attributes }) => type === "azurerm_resource_group" && same(attributes.name, group),
          )?.address;
    if (to === undefined) unmatched.push(one.id);
    else imports.push({ to, id: one.id });
  }
  return { imports: imports.sort((a, b) => (a.to < b.to ? -1 : 1)), unmatched };
}

function matching(things: readonly Thing[], { id, name, properties }: Existing): Thing | undefined {
  const kind = kinds.find(([pattern]) => pattern.test(id))?.[1];
  const called = properties?.watchlistAlias ?? id.split("/").at(-1) ?? name;
  return things.find((thing) => thing.kind === kind && same(thing.resource.attributes.name, called));
}

const same = (a: unknown, b: string): boolean => String(a).toLowerCase() === b.toLowerCase();
