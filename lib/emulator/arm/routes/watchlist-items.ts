import { armErrors } from "../errors";
import { type ArmRoute, isRecord } from "../route";
import type { WatchlistItem } from "../watchlist-items";
import { insights, versions } from "./insights";

const watchlist = `${insights}/watchlists/{alias}`;
const item = `${watchlist}/watchlistItems/{item}`;
const actions = "Microsoft.SecurityInsights/watchlists/watchlistItems";

/** Items of watchlists: https://learn.microsoft.com/rest/api/securityinsights/watchlist-items */
export const watchlistItemRoutes: readonly ArmRoute[] = [
  {
    method: "GET",
    resource: watchlist,
    below: "watchlistItems",
    versions,
    action: `${actions}/read`,
    answer: ({ state, parameters, resource }) => {
      const value = state.watchlists
        .list(parameters.alias!)
        .map((one) => resourceOf(`${resource}/watchlistItems`, one));
      return { status: 200, body: { value } };
    },
  },
  {
    method: "GET",
    resource: item,
    versions,
    action: `${actions}/read`,
    answer: ({ state, parameters, resource }) => {
      const found = state.watchlists.get(parameters.alias!, parameters.item!);
      return { status: 200, body: resourceOf(parentOf(resource), found) };
    },
  },
  {
    method: "PUT",
    resource: item,
    versions,
    action: `${actions}/write`,
    answer: async ({ state, parameters, resource, request }) => {
      const values = valuesOf(request.body);
      const created = await state.watchlists.put(parameters.alias!, parameters.item!, values);
      const found = state.watchlists.get(parameters.alias!, parameters.item!);
      return { status: created ? 201 : 200, body: resourceOf(parentOf(resource), found) };
    },
  },
  {
    method: "DELETE",
    resource: item,
    versions,
    action: `${actions}/delete`,
    answer: async ({ state, parameters }) => ({
      status: (await state.watchlists.remove(parameters.alias!, parameters.item!)) ? 200 : 204,
    }),
  },
];

const parentOf = (id: string): string => id.slice(0, id.lastIndexOf("/"));

function resourceOf(parent: string, { id, values }: WatchlistItem) {
  return {
    id: `${parent}/${id}`,
    name: id,
    type: "Microsoft.SecurityInsights/Watchlists/WatchlistItems",
    properties: { watchlistItemType: "watchlist-item", watchlistItemId: id, isDeleted: false, itemsKeyValue: values },
  };
}

function valuesOf(body: unknown): Readonly<Record<string, string>> {
  const properties = isRecord(body) ? body.properties : undefined;
  const values = isRecord(properties) ? properties.itemsKeyValue : undefined;
  if (!isRecord(values) || !Object.values(values).every((value) => typeof value === "string"))
    throw armErrors.badRequest('The body needs "properties": {"itemsKeyValue": {…}}, every value a text.');
  return values as Readonly<Record<string, string>>;
}
