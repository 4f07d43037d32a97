import type { playbookAzureRoles, playbookRoleScopes } from "../schemas/playbook";

/** Where a call goes. */
export type Service = "graph" | "arm" | "query" | "ingestion" | "claims" | "sentinel" | "vault" | "platform" | "teams";

/** An Azure role that a call needs. */
export interface AzureGrant {
  readonly role: (typeof playbookAzureRoles)[number];
  readonly scope: (typeof playbookRoleScopes)[number];
}

/** What a documented call needs, least privilege first. */
export interface KnownCall {
  readonly service: Service;
  readonly method: string;
  /** after the endpoint, without query; `{}` stands for one encoded segment or key, other braces for what they name */
  readonly path: string;
  /** Microsoft Graph permissions */
  readonly graph?: readonly string[];
  /** of a PATCH: those that each property of the body needs; other properties are not known */
  readonly body?: Readonly<Record<string, readonly string[]>>;
  /** of a GET: those that reading a property by $select needs besides */
  readonly select?: Readonly<Record<string, readonly string[]>>;
  readonly azure?: readonly AzureGrant[];
  /** actions on a workload */
  readonly actions?: readonly string[];
  readonly doc: string;
}

const docs = "https://learn.microsoft.com";
const attributes = { customSecurityAttributes: ["CustomSecAttributeAssignment.Read.All"] };
const nameOfPerson = Object.fromEntries(
  ["displayName", "mail", "userPrincipalName"].map((name) => [name, ["User.ReadBasic.All"]]),
);
const agent = "servicePrincipals/{}/microsoft.graph.agentIdentity";
const blueprintPrincipal = "servicePrincipals/{}/microsoft.graph.agentIdentityBlueprintPrincipal";
const blueprint = "microsoft.graph.agentIdentityBlueprint";

const graph = (method: string, path: string, doc: string, more: Partial<KnownCall>): KnownCall => ({
  service: "graph",
  method,
  path,
  doc: `${docs}/graph/api/${doc}`,
  ...more,
});

const workload = (method: string, path: string, action: string, doc: string): KnownCall => ({
  service: "arm",
  method,
  path: `/subscriptions/{}/resourceGroups/{}/providers/${path}`,
  actions: [action],
  doc: `${docs}/rest/api/${doc}`,
});

const sentinel = (method: string, path: string, role: AzureGrant["role"]): KnownCall => ({
  service: "sentinel",
  method,
  path,
  azure: [{ role, scope: "workspace" }],
  doc: `${docs}/azure/sentinel/automation/authenticate-playbooks-to-sentinel`,
});

/** Of the built-in roles for tables, the least that writes rows. */
const claim = (method: string, path: string, doc: string): KnownCall => ({
  service: "claims",
  method,
  path,
  azure: [{ role: "Storage Table Data Contributor", scope: "claims" }],
  doc: `${docs}/rest/api/storageservices/${doc}`,
});

/** Every call a playbook may make, and the least that it takes. */
export const knownCalls: readonly KnownCall[] = [
  graph("GET", `v1.0/${agent}`, "agentidentity-get", { graph: ["AgentIdentity.Read.All"], select: attributes }),
  graph("PATCH", `v1.0/${agent}`, "agentidentity-update", {
    body: {
      accountEnabled: ["AgentIdentity.EnableDisable.All"],
      customSecurityAttributes: ["CustomSecAttributeAssignment.ReadWrite.All"],
    },
  }),
  // The page of the sponsors names AgentIdentity.ReadWrite.All alone, for a request that changes nothing; the permission to
  // read agent identities is taken to do, as it does for the identities themselves. Not seen live.
  // Without User.ReadBasic.All the people in the answer have ids and nothing else.
  graph("GET", `v1.0/${agent}/sponsors`, "agentidentity-list-sponsors", {
    graph: ["AgentIdentity.Read.All"],
    select: nameOfPerson,
  }),
  graph("GET", `v1.0/${agent}/owners`, "agentidentity-list-owners", {
    graph: ["AgentIdentity.Read.All"],
    select: nameOfPerson,
  }),
  graph("GET", `v1.0/${blueprintPrincipal}`, "agentidentityblueprintprincipal-get", {
    graph: ["AgentIdentityBlueprintPrincipal.Read.All"],
  }),
  graph("GET", `v1.0/servicePrincipals(appId='{}')/${blueprint}Principal`, "agentidentityblueprintprincipal-get", {
    graph: ["AgentIdentityBlueprintPrincipal.Read.All"],
  }),
  graph("PATCH", `v1.0/${blueprintPrincipal}`, "agentidentityblueprintprincipal-update", {
    body: { accountEnabled: ["AgentIdentityBlueprintPrincipal.EnableDisable.All"] },
  }),
  graph("GET", "v1.0/servicePrincipals/{}", "serviceprincipal-get", {
    graph: ["Application.Read.All"],
    select: attributes,
  }),
  graph("PATCH", "v1.0/servicePrincipals/{}", "serviceprincipal-update", {
    body: { accountEnabled: ["Application.ReadWrite.OwnedBy"] },
  }),
  ...[`applications/{}/${blueprint}`, `applications(appId='{}')/${blueprint}`].flatMap((path) => [
    graph("GET", `v1.0/${path}`, "agentidentityblueprint-get", { graph: ["AgentIdentityBlueprint.Read.All"] }),
    graph(
      "GET",
      `v1.0/${path}/federatedIdentityCredentials`,
      "agentidentityblueprint-list-federatedidentitycredentials",
      {
        graph: ["AgentIdentityBlueprint.Read.All"],
      },
    ),
  ]),
  graph("POST", `v1.0/applications/{}/${blueprint}/removePassword`, "agentidentityblueprint-removepassword", {
    graph: ["AgentIdentityBlueprint.AddRemoveCreds.All"],
  }),
  graph(
    "DELETE",
    `v1.0/applications/{}/${blueprint}/federatedIdentityCredentials/{}`,
    "agentidentityblueprint-delete-federatedidentitycredentials",
    { graph: ["AgentIdentityBlueprint.AddRemoveCreds.All"] },
  ),
  ...["confirmCompromised", "confirmSafe", "dismiss"].map((verdict) =>
    graph("POST", `beta/identityProtection/riskyAgents/${verdict}`, `riskyagent-${verdict.toLowerCase()}`, {
      graph: ["IdentityRiskyAgent.ReadWrite.All"],
    }),
  ),
  graph("POST", "v1.0/users/{}/sendMail", "user-sendmail", { graph: ["Mail.Send"] }),
  {
    service: "arm",
    method: "GET",
    path: "{incident}/comments",
    azure: [{ role: "Microsoft Sentinel Reader", scope: "workspace" }],
    doc: `${docs}/rest/api/securityinsights/incident-comments/list`,
  },
  {
    service: "arm",
    method: "PUT",
    path: "{incident}/comments/{}",
    azure: [{ role: "Microsoft Sentinel Responder", scope: "workspace" }],
    doc: `${docs}/rest/api/securityinsights/incident-comments/create-or-update`,
  },
  {
    service: "arm",
    method: "GET",
    path: "{incident}",
    azure: [{ role: "Microsoft Sentinel Reader", scope: "workspace" }],
    doc: `${docs}/rest/api/securityinsights/incidents/get`,
  },
  {
    service: "arm",
    method: "POST",
    path: "{incident}/alerts",
    azure: [{ role: "Microsoft Sentinel Responder", scope: "workspace" }],
    doc: `${docs}/rest/api/securityinsights/incidents/list-alerts`,
  },
  {
    service: "arm",
    method: "GET",
    path: "{workspace}/providers/Microsoft.SecurityInsights/incidents/{}",
    azure: [{ role: "Microsoft Sentinel Reader", scope: "workspace" }],
    doc: `${docs}/rest/api/securityinsights/incidents/get`,
  },
  // No built-in role writes items and no more: the role is held on this watchlist alone.
  {
    service: "arm",
    method: "PUT",
    path: "{workspace}/providers/Microsoft.SecurityInsights/watchlists/AgentGrantedExceptions/watchlistItems/{}",
    azure: [{ role: "Microsoft Sentinel Contributor", scope: "grantedExceptions" }],
    doc: `${docs}/rest/api/securityinsights/watchlist-items/create-or-update`,
  },
  workload("GET", "Microsoft.Logic/workflows/{}", "Microsoft.Logic/workflows/read", "logic/workflows/get"),
  workload(
    "POST",
    "Microsoft.Logic/workflows/{}/disable",
    "Microsoft.Logic/workflows/disable/action",
    "logic/workflows/disable",
  ),
  workload(
    "POST",
    "Microsoft.Logic/workflows/{}/enable",
    "Microsoft.Logic/workflows/enable/action",
    "logic/workflows/enable",
  ),
  workload(
    "GET",
    "Microsoft.Logic/workflows/{}/runs",
    "Microsoft.Logic/workflows/runs/read",
    "logic/workflow-runs/list",
  ),
  workload(
    "POST",
    "Microsoft.Logic/workflows/{}/runs/{}/cancel",
    "Microsoft.Logic/workflows/runs/cancel/action",
    "logic/workflow-runs/cancel",
  ),
  workload(
    "GET",
    "Microsoft.App/containerApps/{}",
    "Microsoft.App/containerApps/read",
    "containerapps/container-apps/get",
  ),
  workload(
    "POST",
    "Microsoft.App/containerApps/{}/stop",
    "Microsoft.App/containerApps/stop/action",
    "containerapps/container-apps/stop",
  ),
  workload(
    "POST",
    "Microsoft.App/containerApps/{}/start",
    "Microsoft.App/containerApps/start/action",
    "containerapps/container-apps/start",
  ),
  workload(
    "GET",
    "Microsoft.App/jobs/{}/executions",
    "Microsoft.App/jobs/executions/read",
    "containerapps/jobs-executions/list",
  ),
  workload(
    "POST",
    "Microsoft.App/jobs/{}/stop",
    "Microsoft.App/jobs/stop/action",
    "containerapps/jobs/stop-multiple-executions",
  ),
  workload("GET", "Microsoft.Web/sites/{}", "Microsoft.Web/sites/Read", "appservice/web-apps/get"),
  workload("POST", "Microsoft.Web/sites/{}/stop", "Microsoft.Web/sites/stop/Action", "appservice/web-apps/stop"),
  workload("POST", "Microsoft.Web/sites/{}/start", "Microsoft.Web/sites/start/Action", "appservice/web-apps/start"),
  {
    service: "query",
    method: "POST",
    path: "/v1{workspace}/query",
    azure: [{ role: "Log Analytics Reader", scope: "workspace" }],
    doc: `${docs}/azure/azure-monitor/logs/api/access-api`,
  },
  {
    service: "ingestion",
    method: "POST",
    path: "/dataCollectionRules/{rule}/streams/Custom-AgentResponse",
    azure: [{ role: "Monitoring Metrics Publisher", scope: "dataCollectionRule" }],
    doc: `${docs}/azure/azure-monitor/logs/logs-ingestion-api-overview`,
  },
  claim("POST", "", "insert-entity"),
  claim("GET", "()", "query-entities"),
  claim("GET", "(PartitionKey='claim',RowKey='{}')", "query-entities"),
  claim("PUT", "(PartitionKey='claim',RowKey='{}')", "update-entity2"),
  // Of the built-in roles, the least that signs; the key itself can do nothing else.
  {
    service: "vault",
    method: "POST",
    path: "/sign",
    azure: [{ role: "Key Vault Crypto User", scope: "signingKey" }],
    doc: `${docs}/rest/api/keyvault/keys/sign/sign`,
  },
  // What a platform takes is the message's signature: no right in Azure.
  { service: "platform", method: "POST", path: "", doc: `${docs}/azure/connectors/connectors-native-http` },
  sentinel("TRIGGER", "/incident-creation", "Microsoft Sentinel Reader"),
  sentinel("TRIGGER", "/subscribe", "Microsoft Sentinel Reader"),
  sentinel("GET", "/Incidents/subscriptions/{}/resourceGroups/{}/workspaces/{}/alerts/{}", "Microsoft Sentinel Reader"),
  sentinel("POST", "/Incidents/Comment", "Microsoft Sentinel Responder"),
  sentinel("PUT", "/Incidents", "Microsoft Sentinel Responder"),
  // The connection signs in as the person who authorised it, not as the playbook's identity.
  {
    service: "teams",
    method: "WEBHOOK",
    path: "/v1.0/teams/conversation/gatherinput/poster/{}/location/{}/$subscriptions",
    doc: `${docs}/connectors/teams/#post-adaptive-card-and-wait-for-a-response`,
  },
];
