import { watchlistBreaches, watchlistItemBreaches } from "../../../../../limits";
import type { ResourceKind } from "../../kind";
import { refusals } from "../../refusals";
import { part } from "../../resource";
import { needSentinel, ofSentinel } from "./onboarding";

const type = "Microsoft.SecurityInsights/watchlists";

/** https://learn.microsoft.com/rest/api/securityinsights/watchlists: the name is the alias; a deletion takes its time */
export const watchlists: ResourceKind = {
  ...ofSentinel,
  type,
  since: "2019-01-01-preview",
  check: (watchlist, context, before) => {
    needSentinel(watchlist, context);
    const { displayName, itemsSearchKey } = watchlist.properties;
    if (typeof itemsSearchKey !== "string" || itemsSearchKey === "")
      throw refusals.invalid("A watchlist needs 'properties.itemsSearchKey'.");
    const [breach] = watchlistBreaches({
      alias: watchlist.name,
      ...(displayName === undefined ? {} : { displayName: String(displayName) }),
    });
    if (breach) throw refusals.beyondLimit(breach);
    const { store, now, settings } = context;
    const gone = store.buried(type).find(({ id }) => id.toLowerCase() === watchlist.id.toLowerCase());
    if (!before && gone && now.getTime() - gone.at < settings.settling)
      throw refusals.invalid(
        `The watchlist with alias '${watchlist.name}' is being deleted. Wait until it is gone, or use another alias.`,
      );
  },
  fill: ({ name, properties }, { now }, before) => ({
    watchlistAlias: name,
    watchlistType: "watchlist",
    isDeleted: false,
    sourceType: properties.sourceType ?? "Local file",
    created: before?.properties.created ?? now.toISOString(),
    updated: now.toISOString(),
  }),
  deleting: ({ resource }, { store, now }) => store.bury({ id: resource.id, type, at: now.getTime() }),
};

/** https://learn.microsoft.com/rest/api/securityinsights/watchlist-items */
export const watchlistItems: ResourceKind = {
  type: `${type}/watchlistItems`,
  since: "2019-01-01-preview",
  etag: true,
  check: (item, { store }) => {
    const values = part(item.properties, "itemsKeyValue");
    const watchlist = store.get(item.id.replace(/\/watchlistItems\/[^/]+$/i, ""))!.resource;
    const key = String(watchlist.properties.itemsSearchKey);
    if (!values[key]) throw refusals.invalid(`The item has no ${key}, the watchlist's search key.`);
    const [breach] = watchlistItemBreaches([values]);
    if (breach) throw refusals.beyondLimit({ ...breach, path: ["itemsKeyValue"] });
  },
  fill: ({ name }, { now }, before) => ({
    watchlistItemType: "watchlist-item",
    watchlistItemId: name,
    isDeleted: false,
    created: before?.properties.created ?? now.toISOString(),
    updated: now.toISOString(),
  }),
};
