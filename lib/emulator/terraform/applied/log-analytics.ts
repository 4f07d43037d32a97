import type { Writer } from "./writer";

/** https://learn.microsoft.com/rest/api/loganalytics/workspaces */
export const workspace: Writer = ({ id, name, properties }) => ({
  type: "azurerm_log_analytics_workspace",
  attributes: { id, name, workspace_id: properties.customerId },
});

/** https://learn.microsoft.com/rest/api/loganalytics/saved-searches */
export const savedSearch: Writer = ({ id, name, properties }) => ({
  type: "azurerm_log_analytics_saved_search",
  attributes: {
    id,
    name,
    category: properties.category,
    display_name: properties.displayName,
    query: properties.query,
    ...(properties.functionAlias ? { function_alias: properties.functionAlias } : {}),
    ...(properties.functionParameters ? { function_parameters: [properties.functionParameters] } : {}),
  },
});
