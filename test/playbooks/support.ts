import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type HttpCall,
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
  loadWorkflows,
  runWorkflow,
  StubTransport,
  type Value,
  type ValueObject,
  type WorkflowRun,
} from "@sentinel-agent-identities/logic-apps";
import { packageRoot } from "../../lib/content";
import { shipped as content } from "../shared/content";

/** Every playbook as shipped. */
export const shipped = content.playbooks;
/** A playbook's id, such as PB-01. */
export type PlaybookId = `PB-${number}`;

export const guid = (n: number): string => `11111111-0000-4000-8000-${String(n).padStart(12, "0")}`;
export const approver = guid(900);
export const stranger = guid(901);
/** Another approver, where a test names one. */
export const second = guid(903);
/** The playbook's own identity. */
export const self = guid(902);
export const incidentId =
  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law/providers/Microsoft.SecurityInsights/Incidents/7";
export const graph = "https://graph.microsoft.com";
export const arm = "https://management.azure.com";
export const claimsTable = "https://claims.table.core.windows.net/AgentResponseClaims";

/** What the incident names. */
export interface IncidentFacts {
  /** object ids of agents: each has the alerts, and is an account among the entities */
  readonly accounts?: readonly string[];
  /** custom details of each alert; besides, `Product`, `Severity` and `Rule` are what they say */
  readonly alerts?: readonly Readonly<Record<string, string>>[];
}

/** What a test varies. */
export interface Scenario extends IncidentFacts {
  readonly mode?: "Off" | "DryRun" | "Approve" | "Auto";
  /** before the answers that every run needs; as StubTransport takes them */
  readonly answers?: readonly object[];
  /** answers of the guard, in turn; the last one stays. @default Act */
  readonly guard?: readonly (string | object)[];
  readonly parameters?: ValueObject;
}

/** A run with what it changed, wrote and said. */
export interface Played {
  readonly run: WorkflowRun;
  /** requests that change something in Graph or ARM, `METHOD path status` */
  readonly changes: readonly string[];
  readonly rows: readonly Record<string, unknown>[];
  /** comments without markup */
  readonly comments: readonly string[];
  readonly tags: readonly string[];
}

/** The guard's row. */
export const guardAnswer = (decision: string, more: { why?: string; extra?: Value } = {}) => ({
  tables: [
    {
      name: "PrimaryResult",
      columns: [],
      rows: [
        [
          decision,
          more.why ?? `The guard says ${decision}.`,
          "Ledger",
          guid(500),
          ...(more.extra === undefined ? [] : [more.extra]),
        ],
      ],
    },
  ],
});

/** A comment on the incident as ARM lists it. */
export const comment = (author: string, message: string, createdTimeUtc: string) => ({
  id: `${incidentId}/comments/c`,
  name: "c",
  properties: {
    message,
    createdTimeUtc,
    author: { objectId: author, userPrincipalName: `${author.slice(-3)}@contoso.com` },
  },
});

const workflowOfId = (id: string) => {
  const item = shipped.find(({ data }) => data.id === id)!;
  const file = item.workflow.file;
  return { item, workflow: loadWorkflows(readFileSync(join(packageRoot(), file), "utf8"), file)[0]! };
};

/** Runs a playbook at 2026-01-01T00:00:00Z with stubbed services. */
export async function play(id: PlaybookId, scenario: Scenario): Promise<Played> {
  const { item, workflow } = workflowOfId(id);
  const { mode = "Auto", answers = [], guard = ["Act"], accounts = [], alerts = [], parameters = {} } = scenario;
  const guardAnswers = guard.map((one, i) => ({
    action: "Ask_guard",
    ...(typeof one === "string" ? { body: guardAnswer(one) } : one),
    ...(i < guard.length - 1 ? { times: 1 } : {}),
  }));
  const { action: _first, times: _once, ...asBefore } = guardAnswers.at(-1) as { action: string; times?: number };
  const always = [
    ...guardAnswers,
    // Asked again, it says the same.
    { method: "POST", url: "https://api.loganalytics.azure.com/*", ...asBefore },
    { method: "POST", url: "https://logs.test/*", status: 204 },
    { url: "connection://azuresentinel/Incidents*" },
    { method: "GET", url: `${arm}${incidentId}/comments*`, body: { value: [] } },
    { method: "GET", url: `${arm}${incidentId}?*`, body: { id: incidentId, properties: { status: "New" } } },
    { action: "Get_agent_again", body: { accountEnabled: true } },
    { method: "POST", url: claimsTable, status: 204, headers: { ETag: 'W/"1"' } },
    { method: "GET", url: `${claimsTable}()*`, body: { value: [] } },
    { method: "PUT", url: `${claimsTable}(*`, status: 204, headers: { ETag: 'W/"2"' } },
  ];
  const stub = new StubTransport({ answers: [...answers, ...always] }, "http.json");
  const all: { request: HttpRequest; response: HttpResponse }[] = [];
  // What is sent, also where the report masks it.
  const transport: HttpTransport = {
    send: async (request) => {
      const response = await stub.send(request);
      all.push({ request, response });
      return response;
    },
    answers: (request) => stub.answers(request),
  };
  const declared = Object.keys(item.definition.parameters ?? {});
  const values: ValueObject = {
    LogsIngestionEndpoint: "https://logs.test",
    DataCollectionRuleImmutableId: "dcr-1",
    ManagedIdentityId: "/identities/own",
    WorkspaceResourceId: "/subscriptions/s/workspaces/law",
    PrincipalId: self,
    ResponseMode: mode,
    Approvers: [approver],
    ApprovalHours: 2,
    ClaimsTable: claimsTable,
    ...parameters,
  };
  const run = await runWorkflow(workflow, {
    id: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Logic/workflows/${item.data.name}`,
    trigger: { outputs: { body: triggerBody({ accounts, alerts }) } },
    transport,
    parameters: Object.fromEntries(Object.entries(values).filter(([name]) => declared.includes(name))),
  });
  const sent = all.map(({ request }) => request);
  return {
    run,
    changes: all
      .filter(({ request: { method, url } }) => method !== "GET" && (url.startsWith(graph) || url.startsWith(arm)))
      .map(
        ({ request: { method, url }, response }) =>
          `${method} ${url.replace(/^https:\/\/[^/]+/, "")} ${response.status}`,
      ),
    rows: sent
      .filter(({ url }) => url.startsWith("https://logs.test"))
      .flatMap(({ body }) => body as unknown as Record<string, unknown>[]),
    comments: sent
      .filter(({ url }) => url.endsWith("/Incidents/Comment"))
      .map(({ body }) => plain(String((body as ValueObject).message))),
    tags: sent
      .filter(({ url, method }) => url.endsWith("/Incidents") && method === "PUT")
      .flatMap(({ body }) => (body as { tagsToAdd?: { TagsToAdd: { Tag: string }[] } }).tagsToAdd?.TagsToAdd ?? [])
      .map(({ Tag }) => Tag),
  };
}

/** Why actions failed, for a test that did not go as it should. */
export const failures = ({ run }: Played): string[] =>
  run.actions.flatMap(({ name, status, error }) =>
    status === "Failed" || status === "TimedOut" ? [`${name}: ${error?.message}`] : [],
  );

export const callsOf = (run: WorkflowRun, action: string): HttpCall[] => run.calls.filter((c) => c.action === action);

const plain = (message: string): string =>
  message
    .replace(/<\/(p|li|tr|h\d)>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replace(/\s+/g, " ")
    .trim();

export function triggerBody({ accounts = [], alerts = [] }: IncidentFacts): ValueObject {
  const all: readonly Readonly<Record<string, string>>[] =
    accounts.length > 0 ? accounts.flatMap((AgentId) => alerts.map((details) => ({ ...details, AgentId }))) : alerts;
  return {
    objectSchemaType: "Incident",
    object: {
      id: incidentId,
      name: "7",
      properties: {
        incidentNumber: 7,
        title: "An incident",
        severity: "High",
        relatedAnalyticRuleIds: ["/alertRules/rule"],
        relatedEntities: [
          ...accounts.map((aadUserId) => ({ kind: "Account", properties: { aadUserId } })),
          { kind: "Ip", properties: { address: "203.0.113.9" } },
        ],
        alerts: all.map(({ Product = "Azure Sentinel", Severity = "High", Rule = "", ...details }, i) => ({
          kind: "SecurityAlert",
          properties: {
            systemAlertId: `alert-${i}`,
            productName: Product,
            severity: Severity,
            additionalData: {
              "Analytic Rule Ids": JSON.stringify([Rule]),
              "Custom Details": JSON.stringify(
                Object.fromEntries(Object.entries(details).map(([name, value]) => [name, [value]])),
              ),
            },
          },
        })),
      },
    },
  };
}
