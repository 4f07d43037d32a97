import type { Problem } from "../../content";
import { firstPartyApps } from "../facts/first-party";
import { documentOf, type Layer } from "../layers/layer";
import type { Tenant } from "../tenant";
import { isAppIdPlace, type Mention, mentionsIn } from "./mentions";

/** A tenant with its own file, without what it shares. */
export interface OwnedTenant {
  readonly tenant: Tenant;
  readonly own: Layer;
}

interface Owner {
  readonly name: string;
  readonly place: string;
  readonly sameTenantAs?: string;
}

/**
 * Ids that stand in the files of two tenants: whoever copies a file gives one tenant the principals, people and scopes of
 * another. What tenants have in common belongs to their defaults, where no tenant's own id may stand.
 * @param shared defaults and rings
 */
export function leaks(tenants: readonly OwnedTenant[], shared: readonly Layer[]): Problem[] {
  const owners = new Map<string, Owner[]>();
  const files = tenants.map(({ tenant, own }) => {
    const mentions = ownMentions(own, tenant);
    const seen = new Set<string>();
    for (const mention of mentions) {
      if (seen.has(mention.id)) continue;
      seen.add(mention.id);
      const owner = { name: tenant.name, place: placeOf(own, mention), sameTenantAs: tenant.sameTenantAs };
      owners.set(mention.id, [...(owners.get(mention.id) ?? []), owner]);
    }
    return { tenant, own, mentions };
  });
  return [
    ...files.flatMap(({ tenant, own, mentions }) =>
      mentions.flatMap((mention) => {
        const other = owners.get(mention.id)!.find((owner) => owner.name !== tenant.name && !areSame(owner, tenant));
        return other ? [leak(own, mention, other)] : [];
      }),
    ),
    ...shared.flatMap((layer) =>
      mentionsIn(documentOf(layer).data).flatMap((mention) => {
        const owner = owners.get(mention.id)?.[0];
        return owner ? [sharedLeak(layer, mention, owner)] : [];
      }),
    ),
  ];
}

function ownMentions(own: Layer, { externalAgents = [] }: Tenant): Mention[] {
  const written = mentionsIn(documentOf(own).data);
  const apps = new Set(written.filter(({ path }) => isAppIdPlace(path)).map(({ id }) => id));
  const listed = externalAgents.flatMap(({ id }) =>
    mentionsIn(id).map((one) => ({ ...one, path: ["externalAgents"] })),
  );
  // Applications may serve many tenants, each by the same appId.
  return [...written, ...listed].filter(({ id }) => !apps.has(id) && !firstPartyApps.has(id));
}

const areSame = (owner: Owner, { name, sameTenantAs }: Tenant): boolean =>
  owner.name === sameTenantAs ||
  owner.sameTenantAs === name ||
  (sameTenantAs !== undefined && owner.sameTenantAs === sameTenantAs);

function leak({ source, base }: Layer, { id, kind, path, atKey }: Mention, { name, place }: Owner): Problem {
  const isTenant = path.join() === "tenantId";
  return source.problem([...base, ...path], "tenant/leak", `${kindText(kind)} ${id} is ${name}'s, too: ${place}`, {
    atKey,
    suggestion: isTenant
      ? `write this tenant's own; a second deployment in the same Entra tenant says sameTenantAs: ${name}`
      : "write this tenant's own; what tenants have in common belongs in defaults.yaml or rings.yaml",
  });
}

function sharedLeak(
  { name: layer, source, base }: Layer,
  { id, kind, path, atKey }: Mention,
  { name, place }: Owner,
): Problem {
  return source.problem(
    [...base, ...path],
    "tenant/leak",
    `${kindText(kind)} ${id} is ${name}'s (${place}), and ${layer} would give it to others`,
    {
      atKey,
      suggestion: "remove it here, or there if tenants really share it",
    },
  );
}

const kindText = (kind: Mention["kind"]): string => (kind === "guid" ? "the id" : `the ${kind}`);

function placeOf({ source, base }: Layer, { path, atKey }: Mention): string {
  const at = [...base, ...path];
  const { line, column } = atKey ? source.locateKey(at) : source.locate(at);
  return `${source.file}:${line}:${column}`;
}
