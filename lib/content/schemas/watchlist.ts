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
    writtenBy: {
      const: "playbooks",
      description:
        "whose items these are, if not the deployment's: it has none, and nothing that is deployed replaces the list",
    },
    searchKey: { type: "string", description: "the column that rules join on" },
    itemKey: {
      type: "array",
      minItems: 1,
      uniqueItems: true,
      items: { type: "string" },
      description: "the columns that tell two items apart; the search key when left out",
    },
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
          value: {
            type: "object",
            required: ["kind"],
            additionalProperties: false,
            description: "what a value must be, checked in files; any text when left out",
            properties: {
              kind: {
                enum: ["oneOf", "integer", "number", "hours", "instant", "list", "hosts", "detection"],
                description:
                  "list: texts, hosts: names of hosts, each separated by semicolons; detection: the id of a rule of the content",
              },
              values: { type: "array", minItems: 2, items: { type: "string" }, description: "of oneOf, in any case" },
              minimum: { type: "number", description: "of a number; 0 when left out" },
              maximum: { type: "number" },
              required: { type: "boolean", description: "whether every item has one; false when left out" },
            },
          },
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
