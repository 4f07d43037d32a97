import type { ActionMap } from "../definition/model";
import { type ActionSite, namesWithin } from "../definition/walk";

/** Names, in lower case, of actions that have ended when this one starts: what it and its holders run after, inside included. */
export function upstreamOf(site: ActionSite): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { name, siblings } of [site, ...site.ancestors])
    for (const earlier of predecessors(name, siblings)) {
      found.add(earlier.toLowerCase());
      for (const inner of namesWithin(siblings[earlier]!)) found.add(inner.toLowerCase());
    }
  return found;
}

function predecessors(name: string, siblings: ActionMap): Set<string> {
  const found = new Set<string>();
  const visit = (current: string): void => {
    for (const other of Object.keys(siblings[current]?.runAfter ?? {})) {
      if (!siblings[other] || found.has(other)) continue;
      found.add(other);
      visit(other);
    }
  };
  visit(name);
  return found;
}
