import { type Content, type Problem, suggestFrom, type WatchlistSpec, watchlistItemProblems } from "../../content";
import type { Tenant } from "../tenant";
import type { TenantSource } from "./check";

const alias = "AgentPolicy";
const everyAgent = "*";

/** Limits that there are, with values that these take, written once. */
export function thresholdProblems(
  { thresholds, watchlists }: Tenant,
  source: TenantSource,
  content: Content,
): Problem[] {
  if (!thresholds) return [];
  const spec = content.watchlists.find(({ data }) => data.alias === alias)?.data;
  if (!spec)
    return [
      source.problem(["thresholds"], "tenant/thresholds", `the content has no watchlist ${alias}`, {
        atKey: true,
        suggestion: "remove thresholds",
      }),
    ];
  const limits = spec.columns.map(({ name }) => name).filter((name) => name !== spec.searchKey);
  const row = watchlists?.[alias]?.find((item) => item[spec.searchKey] === everyAgent);
  return Object.keys(thresholds).flatMap((name) => {
    if (!limits.includes(name))
      return [
        source.problem(["thresholds", name], "tenant/thresholds", `there is no limit "${name}"`, {
          atKey: true,
          suggestion: suggestFrom(name, limits),
        }),
      ];
    if (row?.[name])
      return [
        source.problem(["thresholds", name], "tenant/thresholds", `the row * of ${alias} sets ${name}, too`, {
          atKey: true,
          suggestion: "keep one of them",
        }),
      ];
    const item = { [spec.searchKey]: everyAgent, [name]: String(thresholds[name]) };
    return watchlistItemProblems(spec, [item], source, ["thresholds"]).map((problem) => ({
      ...source.problem(["thresholds", name], problem.code, problem.message),
      suggestion: problem.suggestion,
    }));
  });
}

/** Watchlist items with the limits for every agent in their row. */
export function withThresholds(
  { thresholds, watchlists }: Tenant,
  specs: readonly WatchlistSpec[],
): Tenant["watchlists"] {
  const spec = specs.find((one) => one.alias === alias);
  if (!thresholds || !spec) return watchlists;
  const limits = Object.fromEntries(Object.entries(thresholds).map(([name, value]) => [name, String(value)]));
  const items = watchlists?.[alias] ?? [];
  const isRow = (item: Readonly<Record<string, string>>) => item[spec.searchKey] === everyAgent;
  const row = { [spec.searchKey]: everyAgent, ...items.find(isRow), ...limits };
  return {
    ...watchlists,
    [alias]: items.some(isRow) ? items.map((item) => (isRow(item) ? row : item)) : [row, ...items],
  };
}
