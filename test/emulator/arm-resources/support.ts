import { VirtualClock } from "@sentinel-agent-identities/clock";
import { ResourceManager, ResourceStore } from "../../../lib/emulator/arm";
import type { ArmSettings } from "../../../lib/emulator/arm/resources/kind";
import { ownerOfAll } from "../../../lib/emulator/arm/resources/kinds/access";
import type { Resource } from "../../../lib/emulator/arm/resources/resource";

export const deployer = "aaaaaaaa-0000-4000-8000-00000000000a";
export const stranger = "bbbbbbbb-0000-4000-8000-00000000000b";
export const subscription = "/subscriptions/11111111-1111-4111-8111-111111111111";
export const group = `${subscription}/resourceGroups/rg`;
export const workspace = `${group}/providers/Microsoft.OperationalInsights/workspaces/law-1`;
export const sentinel = `${workspace}/providers/Microsoft.SecurityInsights`;
export const table = `${workspace}/tables/Events_CL`;
export const endpoint = "https://localhost:8443";
const tenantId = "44444444-4444-4444-8444-444444444444";

/** An answer, with the parts that tests look at. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Resource & {
    readonly error: { readonly code: string; readonly message: string };
    readonly value: Resource[];
  };
}

/** The newest api-version of each namespace that requests here use. */
const versions: readonly [string, string][] = [
  ["/microsoft.insights/diagnosticsettings", "2021-05-01-preview"],
  ["/microsoft.insights/", "2023-03-11"],
  ["/microsoft.securityinsights/", "2025-09-01"],
  ["/microsoft.authorization/", "2022-04-01"],
  ["/microsoft.logic/", "2019-05-01"],
  ["/microsoft.web/connections", "2016-06-01"],
  ["/microsoft.operationalinsights/", "2025-07-01"],
  ["/microsoft.aadiam/", "2017-04-01"],
];

/** An empty Azure at 2026-03-02T10:00:00Z, with one owner. */
export function emptyAzure(settings: Partial<ArmSettings> = {}, store = new ResourceStore()) {
  const clock = new VirtualClock(new Date("2026-03-02T10:00:00Z"));
  store.put(ownerOfAll(deployer), new Date(0));
  const manager = new ResourceManager({ store, clock, settings });
  const send = (method: string, path: string, body?: unknown, as = deployer): Answer => {
    const { pathname, searchParams } = new URL(path, endpoint);
    const last = pathname.slice(pathname.toLowerCase().lastIndexOf("/providers/") + 10).toLowerCase();
    const version = versions.find(([start]) => last.startsWith(start))?.[1] ?? "2024-11-01";
    if (!searchParams.has("api-version")) searchParams.set("api-version", version);
    const request = { method, path: decodeURIComponent(pathname), query: searchParams, body };
    return manager.answer(request, { principalId: as, tenantId }, endpoint) as Answer;
  };
  return { clock, store, manager, send };
}

const located = { location: "westeurope" };

/** Columns of the table that rules here read. */
export const columns = [
  { name: "TimeGenerated", type: "dateTime" },
  { name: "Host", type: "string" },
  { name: "Size", type: "long" },
];

/** The same with a group, a workspace that has Sentinel, and one table. */
export function azure(settings: Partial<ArmSettings> = {}, store?: ResourceStore) {
  const made = emptyAzure(settings, store);
  for (const [path, body] of [
    [group, located],
    [workspace, { ...located, properties: { sku: { name: "PerGB2018" } } }],
    [`${sentinel}/onboardingStates/default`, { properties: {} }],
    [table, tableBody()],
  ] as const) {
    const { status, body: answer } = made.send("PUT", path, body);
    if (status > 201) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  }
  return made;
}

export const tableBody = (more: object = {}, declared: readonly object[] = columns) => ({
  properties: { schema: { name: "Events_CL", columns: declared }, ...more },
});

/** A rule that Sentinel takes. */
export const ruleBody = (more: object = {}, kind = "Scheduled") => ({
  kind,
  properties: {
    displayName: "Large sends",
    description: "",
    severity: "High",
    enabled: true,
    tactics: ["Exfiltration"],
    techniques: ["T1567"],
    query: "Events_CL | where Size > 100",
    suppressionEnabled: false,
    suppressionDuration: "PT5H",
    ...(kind === "NRT"
      ? {}
      : { queryFrequency: "PT5M", queryPeriod: "PT5M", triggerOperator: "GreaterThan", triggerThreshold: 0 }),
    ...more,
  },
});

export const rule = `${sentinel}/alertRules/cccccccc-0000-4000-8000-00000000000c`;

/** A data collection rule into the table. */
export const collectionRuleBody = (more: object = {}) => ({
  ...located,
  properties: {
    streamDeclarations: {
      "Custom-Events": { columns: columns.map(({ name, type }) => ({ name, type: type.toLowerCase() })) },
    },
    destinations: { logAnalytics: [{ name: "workspace", workspaceResourceId: workspace }] },
    dataFlows: [
      {
        streams: ["Custom-Events"],
        destinations: ["workspace"],
        outputStream: "Custom-Events_CL",
        transformKql: 'source | where Host != "noise"',
      },
    ],
    ...more,
  },
});

export const collectionRule = `${group}/providers/Microsoft.Insights/dataCollectionRules/dcr`;
export const playbook = `${group}/providers/Microsoft.Logic/workflows/pb`;

/** A Logic App that does nothing. */
export const playbookBody = {
  ...located,
  properties: { definition: { triggers: {}, actions: {}, contentVersion: "1.0.0.0" } },
};
