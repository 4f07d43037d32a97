import { graphErrors } from "../errors";
import { listOptions, page } from "../odata";
import type { Route } from "../route";

const byTag = /^tags\/any\(\s*(\w+)\s*:\s*\1 eq '([^']+)'\s*\)$/;

/** Classic agents: ordinary service principals and their applications, by tag. */
export const classicRoutes: readonly Route[] = (["servicePrincipals", "applications"] as const).map((collection) => ({
  method: "GET",
  versions: ["v1.0", "beta"],
  path: collection,
  query: [...listOptions, "$filter"],
  cost: collection === "applications" ? 2 : 1,
  answer: (context) => {
    const filter = context.request.query.get("$filter");
    const tag = byTag.exec(filter ?? "")?.[2];
    if (tag === undefined)
      throw graphErrors.unsupportedQuery(`$filter=${filter}`, ["$filter=tags/any(t:t eq '<tag>')"]);
    const all = context.directory.list(collection);
    return page(
      context,
      all.filter(({ tags }) => Array.isArray(tags) && tags.includes(tag)),
    );
  },
}));
