import type { Path } from "../../content";

/** An id in a tenant's settings that means something in one tenant only. */
export interface Mention {
  /** in lower case */
  readonly id: string;
  readonly kind: "guid" | "address" | "channel" | "storage account";
  readonly path: Path;
  /** it is in the key, not in the value */
  readonly atKey: boolean;
}

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const address = /[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[a-z]{2,}/gi;
const channel = /19:[^\s/]+@thread\.(?:tacv2|skype)/gi;

/** Every id that settings hold, in document order; those in texts and keys too. */
export function mentionsIn(settings: unknown): Mention[] {
  const found: Mention[] = [];
  const add = (text: string, path: Path, atKey: boolean): void => {
    for (const [id] of text.matchAll(guid)) found.push({ id: id.toLowerCase(), kind: "guid", path, atKey });
    const channels = [...text.matchAll(channel)];
    for (const [id] of channels) found.push({ id: id.toLowerCase(), kind: "channel", path, atKey });
    if (channels.length === 0)
      for (const [id] of text.matchAll(address)) found.push({ id: id.toLowerCase(), kind: "address", path, atKey });
    if (!atKey && path.join(".") === "backend.storageAccountName")
      found.push({ id: text.toLowerCase(), kind: "storage account", path, atKey });
  };
  const visit = (value: unknown, path: Path): void => {
    if (typeof value === "string") add(value, path, false);
    if (typeof value !== "object" || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      const below = [...path, Array.isArray(value) ? Number(key) : key];
      if (!Array.isArray(value)) add(key, below, true);
      visit(item, below);
    }
  };
  visit(settings, []);
  return found;
}

/** Where settings take the appId of an application, which may be the same in many tenants. */
export const isAppIdPlace = (path: Path): boolean =>
  (path[0] === "senders" && path[2] === "blueprints") || path.join(".") === "collector.intakeClientId";

/** Where settings take the object id of a principal or a person, and nothing else. */
export function isObjectIdPlace(path: Path): boolean {
  const [first, second, third, fourth] = path;
  switch (first) {
    case "sentinelServicePrincipalObjectId":
    case "senderPrincipalIds":
      return true;
    case "senders":
      return third === "principalId" || third === "agents" || third === "names";
    case "response":
      return second === "approvers" || second === "mailSender" || fourth === "approver";
    case "watchlists":
      return second === "AgentDeployers" && fourth === "PrincipalId";
    default:
      return false;
  }
}
