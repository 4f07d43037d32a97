import { type Content, detectionIds, type Problem, suggestFrom, watchlistItemProblems } from "../../content";
import type { Tenant } from "../tenant";
import type { TenantSource } from "./check";

/** Watchlists that there are, with items as their columns take them. */
export function watchlistProblems(tenant: Tenant, source: TenantSource, content: Content): Problem[] {
  const specs = new Map(content.watchlists.map(({ data }) => [data.alias, data]));
  return Object.entries(tenant.watchlists ?? {}).flatMap(([alias, items]) => {
    if (alias === "AgentSenders")
      return [
        source.problem(["watchlists", alias], "tenant/senders", "AgentSenders is written from senders", {
          atKey: true,
          suggestion: "name senders of this tenant under senders",
        }),
      ];
    const spec = specs.get(alias);
    if (!spec) {
      return [
        source.problem(["watchlists", alias], "tenant/unknown-watchlist", `there is no watchlist "${alias}"`, {
          atKey: true,
          suggestion: suggestFrom(alias, [...specs.keys()]),
        }),
      ];
    }
    return watchlistItemProblems(spec, items, source, ["watchlists", alias], spec.items, detectionIds(content));
  });
}
