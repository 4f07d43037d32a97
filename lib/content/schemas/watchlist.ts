/** `pipeline/watchlists/*.yaml`: a watchlist of settings a SOC edits. */
export const watchlistSchema = {
  $id: "watchlist.schema.json",
  title: "Watchlist",
  type: "object",
  required: ["alias", "displayName", "description", "searchKey", "columns"],
  additionalProperties: false,
  properties: {
    alias: {
      type: "string",
      pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{1,62}[A-Za-z0-9]$",
      description: "the name given to _GetWatchlist()",
    },
    displayName: { type: "string", minLength: 1 },
    description: { type: "string", minLength: 1 },
    searchKey: { type: "string", description: "the column that rules join on" },
    columns: {
      type: "array",
      minItems: 1,
      description: "every watchlist value is text; queries convert",
      items: {
        type: "object",
        required: ["name", "description"],
        additionalProperties: false,
        properties: {
          name: { type: "string", pattern: "^[A-Za-z][A-Za-z0-9_]*$" },
          description: { type: "string", minLength: 1 },
        },
      },
    },
    items: {
      type: "array",
      items: { type: "object", additionalProperties: { type: "string" } },
      description: "rows deployed to every tenant",
    },
  },
} as const;
