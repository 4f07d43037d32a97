import type { GraphClient } from "../graph";
import type { AssetConfig } from "./asset-row";
import { type DirectoryObject, selections } from "./graph-objects";

/** Who answers for an identity. */
export type People = Pick<AssetConfig, "Owners" | "Sponsors" | "OwnerCount" | "SponsorCount">;

/** Addresses of an object's owners and sponsors; `sponsors` is left out for what has none. */
export interface PeoplePaths {
  readonly owners: string;
  readonly sponsors?: string;
}

/** Addresses for an object of one of the agents' types. */
export function peoplePaths(collection: "servicePrincipals" | "applications", id: string, type: string): PeoplePaths {
  const base = `${collection}/${id}/microsoft.graph.${type}`;
  return { owners: `${base}/owners${select}`, sponsors: `${base}/sponsors${select}` };
}

/** Addresses for an ordinary service principal, which has no sponsors. */
export function ownersOf(id: string): PeoplePaths {
  return { owners: `servicePrincipals/${id}/owners${select}` };
}

const select = `?$select=${selections.person}`;

/**
 * Reads owners and sponsors, in the order of the paths. Undefined for an object that is gone by now. Sponsors that may not
 * be read are noted and stay unknown.
 */
export async function readPeople(
  graph: GraphClient,
  paths: readonly PeoplePaths[],
  note: (text: string) => void,
): Promise<readonly (People | undefined)[]> {
  const owners = await graph.lists<DirectoryObject>(
    "v1.0",
    paths.map((path) => path.owners),
    [404],
  );
  const sponsorPaths = paths.flatMap(({ sponsors }) => (sponsors === undefined ? [] : [sponsors]));
  const sponsors = await graph.lists<DirectoryObject>("v1.0", sponsorPaths, [404, 403]);
  if (sponsorPaths.some((path) => owners.size > 0 && sponsors.get(path) === undefined))
    note("sponsors: some could not be read; grant the application permission AgentIdentity.Read.All");
  return paths.map((path) => {
    const own = owners.get(path.owners);
    if (!own) return undefined;
    const sponsoring = path.sponsors === undefined ? [] : sponsors.get(path.sponsors);
    return {
      Owners: own.map(person).sort(byId),
      Sponsors: sponsoring?.map(person).sort(byId) ?? null,
      OwnerCount: own.length,
      SponsorCount: sponsoring?.length ?? null,
    };
  });
}

interface Person {
  readonly id: string;
}

function person({ id, displayName, userPrincipalName }: DirectoryObject): Person {
  return {
    id,
    ...(userPrincipalName ? { userPrincipalName } : {}),
    ...(displayName ? { displayName } : {}),
  };
}

function byId(a: Person, b: Person): number {
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
