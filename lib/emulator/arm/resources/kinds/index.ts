import type { ResourceKind } from "../kind";
import { roleAssignments, roleDefinitions } from "./access";
import { attributeDiagnosticSettings, diagnosticSettings, entraDiagnosticSettings } from "./diagnostics";
import { otherKinds, resourceGroups, userAssignedIdentities, workbooks } from "./general";
import { dataCollectionEndpoints, dataCollectionRules } from "./ingestion";
import { keyVaultKinds } from "./key-vault";
import { deletedWorkspaces, savedSearches, summaryLogs, workspaces } from "./log-analytics";
import { apiConnections, workflows } from "./logic-apps";
import { alertRules } from "./sentinel/alert-rules";
import { automationRules } from "./sentinel/automation-rules";
import { contentKinds } from "./sentinel/content";
import { onboardingStates } from "./sentinel/onboarding";
import { watchlistItems, watchlists } from "./sentinel/watchlists";
import { storageKinds } from "./storage";
import { tables } from "./tables";
import { webKinds } from "./web";

/** Every kind of resource that can be deployed here. */
export const kinds: readonly ResourceKind[] = [
  resourceGroups,
  roleAssignments,
  roleDefinitions,
  userAssignedIdentities,
  workspaces,
  deletedWorkspaces,
  tables,
  savedSearches,
  summaryLogs,
  dataCollectionEndpoints,
  dataCollectionRules,
  diagnosticSettings,
  entraDiagnosticSettings,
  attributeDiagnosticSettings,
  workbooks,
  onboardingStates,
  alertRules,
  automationRules,
  watchlists,
  watchlistItems,
  ...contentKinds,
  workflows,
  apiConnections,
  ...storageKinds,
  ...keyVaultKinds,
  ...webKinds,
  ...otherKinds,
];

const byType = new Map(kinds.map((kind) => [kind.type.toLowerCase(), kind]));

/** The kind of a type, however it is written. */
export const kindOf = (type: string): ResourceKind | undefined => byType.get(type.toLowerCase());

/** The namespaces that kinds are of. */
export const namespaces: readonly string[] = [...new Set(kinds.map(({ type }) => type.split("/")[0]!))].sort();
