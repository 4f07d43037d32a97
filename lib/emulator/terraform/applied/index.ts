import { roleAssignment, roleDefinition, userAssignedIdentity } from "./access";
import { dataCollectionEndpoint, dataCollectionRule } from "./data-collection";
import { generic } from "./generic";
import { savedSearch, workspace } from "./log-analytics";
import { alertRule, watchlist, watchlistItem } from "./sentinel";
import type { Writer } from "./writer";

const writers: Readonly<Record<string, Writer>> = {
  "microsoft.authorization/roleassignments": roleAssignment,
  "microsoft.authorization/roledefinitions": roleDefinition,
  "microsoft.insights/datacollectionendpoints": dataCollectionEndpoint,
  "microsoft.insights/datacollectionrules": dataCollectionRule,
  "microsoft.logic/workflows": generic,
  "microsoft.managedidentity/userassignedidentities": userAssignedIdentity,
  "microsoft.operationalinsights/workspaces": workspace,
  "microsoft.operationalinsights/workspaces/savedsearches": savedSearch,
  "microsoft.operationalinsights/workspaces/summarylogs": generic,
  "microsoft.operationalinsights/workspaces/tables": generic,
  "microsoft.securityinsights/alertrules": alertRule,
  "microsoft.securityinsights/automationrules": generic,
  "microsoft.securityinsights/watchlists": watchlist,
  "microsoft.securityinsights/watchlists/watchlistitems": watchlistItem,
  "microsoft.storage/storageaccounts/tableservices/tables": generic,
  "microsoft.web/connections": generic,
};

/** The Terraform of a resource, with what Azure gave it; undefined for what the emulator takes nothing from. */
export const attributesOf: Writer = (resource) => writers[resource.type.toLowerCase()]?.(resource);
