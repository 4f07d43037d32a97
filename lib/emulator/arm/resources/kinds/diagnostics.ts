import type { ResourceKind } from "../kind";
import { refusals } from "../refusals";
import { parts, type Resource } from "../resource";
import { readArmPath } from "../resource-id";

/** Log categories, and groups of them, that a type of resource has. */
interface Categories {
  readonly logs: readonly string[];
  readonly groups: readonly string[];
}

const storage: Categories = { logs: ["StorageRead", "StorageWrite", "StorageDelete"], groups: ["audit", "allLogs"] };

/** https://learn.microsoft.com/azure/azure-monitor/reference/logs-index; groups of web sites are reported to be refused */
const byType: Readonly<Record<string, Categories>> = {
  "microsoft.insights/datacollectionrules": { logs: ["LogErrors", "LogTroubleshooting"], groups: ["allLogs"] },
  "microsoft.logic/workflows": { logs: ["WorkflowRuntime"], groups: ["allLogs"] },
  "microsoft.operationalinsights/workspaces": { logs: ["Audit", "Jobs", "SummaryLogs"], groups: ["audit", "allLogs"] },
  "microsoft.securityinsights/settings": {
    logs: ["Automation", "DataConnectors", "Analytics"],
    groups: ["audit", "allLogs"],
  },
  "microsoft.storage/storageaccounts/blobservices": storage,
  "microsoft.storage/storageaccounts/tableservices": storage,
  "microsoft.web/sites": {
    logs: [
      "FunctionAppLogs",
      "AppServiceHTTPLogs",
      "AppServiceConsoleLogs",
      "AppServiceAppLogs",
      "AppServiceAuditLogs",
      "AppServiceIPSecAuditLogs",
      "AppServicePlatformLogs",
      "AppServiceAuthenticationLogs",
    ],
    groups: [],
  },
};

/** https://learn.microsoft.com/rest/api/monitor/diagnostic-settings */
export const diagnosticSettings: ResourceKind = {
  type: "Microsoft.Insights/diagnosticSettings",
  since: "2015-07-01",
  scopes: ["resource"],
  created: 200,
  check: (setting, { store }) => {
    const target = readArmPath(setting.id)!.steps.at(-2)!.type;
    checkLogs(setting, byType[target.toLowerCase()] ?? { logs: [], groups: [] });
    const { workspaceId } = setting.properties;
    if (typeof workspaceId === "string" && !store.get(workspaceId))
      throw refusals.invalid(`Resource '${workspaceId}' of the diagnostic setting was not found.`);
  },
};

/** https://learn.microsoft.com/entra/identity/monitoring-health: five of them in a tenant, each with its categories */
export const entraDiagnosticSettings: ResourceKind = {
  type: "microsoft.aadiam/diagnosticSettings",
  since: "2017-04-01",
  scopes: ["tenant"],
  created: 200,
  check: (setting, { store }, before) => {
    checkLogs(setting, { logs: entraLogs, groups: [] });
    if (!before && store.ofType("microsoft.aadiam/diagnosticSettings").length >= mostOfEntra)
      throw refusals.invalid(`The limit of ${mostOfEntra} diagnostic settings was reached. Delete one, or share it.`);
  },
};

/** Changes of custom security attributes, which have a resource type and a role of their own. */
export const attributeDiagnosticSettings: ResourceKind = {
  type: "microsoft.aadcustomsecurityattributesdiagnosticsettings/diagnosticSettings",
  since: "2017-04-01",
  scopes: ["tenant"],
  created: 200,
  check: (setting) => checkLogs(setting, { logs: ["CustomSecurityAttributeAuditLogs"], groups: [] }),
};

const mostOfEntra = 5;
/** Custom security attributes have a type of setting of their own. */
const entraLogs = [
  "AuditLogs",
  "SignInLogs",
  "NonInteractiveUserSignInLogs",
  "ServicePrincipalSignInLogs",
  "ManagedIdentitySignInLogs",
  "ProvisioningLogs",
  "ADFSSignInLogs",
  "RiskyUsers",
  "UserRiskEvents",
  "RiskyServicePrincipals",
  "ServicePrincipalRiskEvents",
  "NetworkAccessTrafficLogs",
  "NetworkAccessAlerts",
  "NetworkAccessConnectionEvents",
  "EnrichedOffice365AuditLogs",
  "MicrosoftGraphActivityLogs",
  "RemoteNetworkHealthLogs",
  "MicrosoftServicePrincipalSignInLogs",
  "AzureADGraphActivityLogs",
];

function checkLogs({ properties }: Resource, { logs, groups }: Categories): void {
  const asked = parts(properties, "logs");
  const is = (known: readonly string[], name: unknown) =>
    known.some((one) => one.toLowerCase() === String(name).toLowerCase());
  for (const { category, categoryGroup } of asked) {
    if (category && !is(logs, category)) throw refusals.unknownCategory(String(category), logs);
    if (categoryGroup && !is(groups, categoryGroup)) throw refusals.unknownCategoryGroup(String(categoryGroup), groups);
  }
  if (asked.some(({ category }) => category) && asked.some(({ categoryGroup }) => categoryGroup))
    throw refusals.mixedCategories();
}
