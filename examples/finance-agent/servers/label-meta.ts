/** The `_meta` member by which Contoso's MCP servers state the sensitivity label (its id) of what a tool returned. */
export const LABEL_META = "contoso.com/sensitivity-label";
