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
 * Reads owners and sponsors, in the order of the paths. Undefined for an object that is gone by now. What may not be read is
 * noted and stays unknown, lists and names alike.
 */
export async function readPeople(
  graph: GraphClient,
  paths: readonly PeoplePaths[],
  note: (text: string) => void,
): Promise<readonly (People | undefined)[]> {
  const owners = await graph.lists<DirectoryObject>(
    "v1.0",
    paths.map((path) => path.owners),
    [404, 403],
  );
  const sponsorPaths = paths.flatMap(({ sponsors }) => (sponsors === undefined ? [] : [sponsors]));
  const sponsors = await graph.lists<DirectoryObject>("v1.0", sponsorPaths, [404, 403]);
  for (const [relation, lists] of Object.entries({ owners, sponsors })) {
    const refused = [...lists].find(([, list]) => list === 403);
    if (refused)
      note(
        `${relation}: some could not be read, and the columns are empty; grant the application permission Application.Read.All`,
      );
    if ([...lists.values()].some((list) => typeof list !== "number" && list.some(isNameless))) note(nameless);
  }
  return paths.map((path) => {
    const own = owners.get(path.owners);
    if (own === undefined || own === 404) return undefined;
    const sponsoring = path.sponsors === undefined ? [] : sponsors.get(path.sponsors);
    return { ...columns("Owner", own), ...columns("Sponsor", sponsoring) } as People;
  });
}

const nameless =
  "owners and sponsors: some are known by their ids alone; to read their names grant User.Read.All, and for groups GroupMember.Read.All or Directory.Read.All";

/** Graph lists what its reader may not read with its id and its type. */
const isNameless = ({ displayName, userPrincipalName }: DirectoryObject): boolean => !displayName && !userPrincipalName;

function columns(kind: "Owner" | "Sponsor", list: readonly DirectoryObject[] | number | undefined): Partial<People> {
  const known = typeof list === "object";
  return {
    [`${kind}s`]: known ? list.map(person).sort(byId) : null,
    [`${kind}Count`]: known ? list.length : null,
  };
}

interface Person {
  readonly id: string;
}

function person({ id, displayName, userPrincipalName, "@odata.type": type }: DirectoryObject): Person {
  return {
    id,
    ...(type ? { type: type.replace("#microsoft.graph.", "") } : {}),
    ...(userPrincipalName ? { userPrincipalName } : {}),
    ...(displayName ? { displayName } : {}),
  };
}

function byId(a: Person, b: Person): number {
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
