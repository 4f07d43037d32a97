import { graphErrors } from "./errors";
import type { GraphObject } from "./model";
import type { GraphReply, RouteContext } from "./route";

/** Options that lists take here. */
export const listOptions = ["$top", "$select", "$skiptoken"] as const;

/** How a list is paged. */
export interface Paging {
  /** rows of a page when the client does not say */
  readonly usual: number;
  readonly most: number;
}

const defaultPaging: Paging = { usual: 100, most: 999 };

/** One page of a list, with a link to the next. */
export function page(context: RouteContext, all: readonly GraphObject[], paging = defaultPaging): GraphReply {
  const { query } = context.request;
  const size = pageSize(query, paging);
  const start = Number(query.get("$skiptoken") ?? 0);
  if (!Number.isInteger(start) || start < 0) throw graphErrors.badRequest("Invalid $skiptoken");
  const value = all.slice(start, start + size).map((object) => selected(object, query));
  const next =
    start + size < all.length ? { "@odata.nextLink": link(context, { $skiptoken: String(start + size) }) } : {};
  return { status: 200, body: { "@odata.context": `${context.endpoint}/$metadata`, ...next, value } };
}

/** An absolute link to the same request with other options. */
export function link({ endpoint, request }: RouteContext, options: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(request.query);
  for (const [name, value] of Object.entries(options)) query.set(name, value);
  return `${endpoint}${request.path}?${query}`;
}

/** Properties that Graph returns only when they are asked for. */
const onlySelected = ["customSecurityAttributes", "managerApplications"];

/** An object with the properties that `$select` names, or with the usual ones. */
export function selected(object: GraphObject, query: URLSearchParams): GraphObject {
  const names = query
    .get("$select")
    ?.split(",")
    .map((name) => name.trim());
  const entries = Object.entries(object).filter(([name]) =>
    names ? names.includes(name) || name === "id" || name.startsWith("@") : !onlySelected.includes(name),
  );
  return Object.fromEntries(entries) as unknown as GraphObject;
}

function pageSize(query: URLSearchParams, { usual, most }: Paging): number {
  const top = query.get("$top");
  if (top === null) return usual;
  const size = Number(top);
  if (!Number.isInteger(size) || size < 1 || size > most)
    throw graphErrors.badRequest(`Invalid page size specified: '${top}'. Must be between 1 and ${most} inclusive.`);
  return size;
}
