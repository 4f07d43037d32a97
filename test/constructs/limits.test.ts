import {
  AgentIdentities,
  ContentPackage,
  CustomTable,
  DataCollection,
  NrtRule,
  PlaybookAutomation,
  ScheduledRule,
  SummaryRule,
  Watchlist,
  WorkspaceTransform,
} from "../../lib/constructs";
import type { Construct } from "../../lib/constructs/cdktf";
import { InvestigationTasks } from "../../lib/constructs/investigation-tasks";
import { ContentError } from "../../lib/content";
import {
  newWorkspace,
  nrtDetection,
  place,
  scheduledDetection,
  shipped,
  stream,
  table,
  tenant,
  watchlist,
} from "./support/fixtures";
import { synthesizeBare } from "./support/synth";

/** What synthesis refuses: the codes of the limits that are broken. */
function refused(build: (scope: Construct) => unknown): string[] {
  try {
    synthesizeBare(build);
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.problems.map(({ code }) => code);
  }
}

const columns = (count: number) => [
  { name: "TimeGenerated", type: "datetime" as const },
  ...Array.from({ length: count - 1 }, (_, i) => ({ name: `Column${i}`, type: "string" as const })),
];
const placeholders = (count: number) => Array.from({ length: count }, () => "{{Text}}").join(" ");
const summary = {
  name: "Hourly",
  displayName: "Hourly",
  description: "Hourly",
  destinationTable: "Thing_CL",
  binSizeMinutes: 60 as const,
  query: "Thing_CL | summarize count()",
};
const { connector } = shipped;

/** Own content of somebody who uses the constructs: just within a limit, and just beyond. */
const edges: [what: string, limit: string, within: (s: Construct) => unknown, beyond: (s: Construct) => unknown][] = [
  [
    "placeholders of a Scheduled rule",
    "rule/placeholders",
    ...pair((s, beyond) => {
      const alertDetailsOverride = { alertDescriptionFormat: placeholders(beyond ? 4 : 3) };
      const detection = { ...scheduledDetection, alertDetailsOverride };
      new ScheduledRule(s, "rule", { workspace: newWorkspace(s), detection });
    }),
  ],
  [
    "custom details of an NRT rule",
    "rule/custom-detail-key",
    ...pair((s, beyond) => {
      const detection = { ...nrtDetection, customDetails: { ["k".repeat(beyond ? 21 : 20)]: "Text" } };
      new NrtRule(s, "rule", { workspace: newWorkspace(s), detection });
    }),
  ],
  [
    "tables that a rule reads",
    "rule/every-table",
    ...pair((s, beyond) => {
      const detection = { ...nrtDetection, query: beyond ? "union kind=outer *" : "union Thing_CL, AuditLogs" };
      new NrtRule(s, "rule", { workspace: newWorkspace(s), detection });
    }),
  ],
  [
    "columns of a table",
    "table/columns",
    ...pair((s, beyond) => {
      const wide = { ...table, columns: columns(beyond ? 501 : 500) };
      new CustomTable(s, "table", { workspace: newWorkspace(s), table: wide });
    }),
  ],
  [
    "names of columns",
    "table/column-name",
    ...pair((s, beyond) => {
      const named = { ...table, columns: [...columns(1), { name: beyond ? "_Bin" : "Bin", type: "string" as const }] };
      new CustomTable(s, "table", { workspace: newWorkspace(s), table: named });
    }),
  ],
  [
    "the length of a transform",
    "transform/length",
    ...pair((s, beyond) => {
      const transformKql = `source // ${"x".repeat(15_350 + (beyond ? 1 : 0))}`;
      new DataCollection(s, "collection", {
        ...place,
        workspace: newWorkspace(s),
        name: "things",
        streams: [stream],
        flows: [{ stream: stream.name, transformKql, outputStream: "Custom-Thing_CL" }],
      });
    }),
  ],
  [
    "what a summary rule may use",
    "summary/construct",
    ...pair((s, beyond) => {
      const query = beyond ? "union isfuzzy=true Thing_CL, Other_CL" : "union Thing_CL, Other_CL";
      new SummaryRule(s, "summary", { workspace: newWorkspace(s), summary: { ...summary, query } });
    }),
  ],
  [
    "how long a summary rule waits",
    "summary/bin-delay",
    ...pair((s, beyond) => {
      const waiting = { ...summary, binDelayMinutes: beyond ? 1441 : 1440 };
      new SummaryRule(s, "summary", { workspace: newWorkspace(s), summary: waiting });
    }),
  ],
  [
    "a watchlist's name",
    "watchlist/name-length",
    ...pair((s, beyond) => {
      const named = { ...watchlist, displayName: "x".repeat(beyond ? 65 : 64) };
      new Watchlist(s, "watchlist", { workspace: newWorkspace(s), watchlist: named });
    }),
  ],
  [
    "a watchlist's items",
    "watchlist/row-size",
    ...pair((s, beyond) => {
      const items = [{ Id: "a", Owner: "x".repeat(beyond ? 10_240 : 10_200) }];
      new Watchlist(s, "watchlist", { workspace: newWorkspace(s), watchlist, items });
    }),
  ],
  [
    "tasks of an incident",
    "automation/actions",
    ...pair((s, beyond) => {
      const tasks = Array.from({ length: beyond ? 21 : 20 }, () => ({ title: "Look", text: "Look" }));
      new InvestigationTasks(s, "tasks", { workspace: newWorkspace(s), ruleName: "r", ruleId: "/r", order: 1, tasks });
    }),
  ],
  [
    "the order of an automation rule",
    "automation/order",
    ...pair((s, beyond) => {
      new PlaybookAutomation(s, "automation", {
        workspace: newWorkspace(s),
        playbook: { startedBy: () => ({ id: "/w" }) } as never,
        tenantId: tenant.tenantId,
        displayName: "Runs",
        order: beyond ? 1001 : 1000,
        start: "incidentCreated",
        ruleIds: ["/r"],
      });
    }),
  ],
  [
    "metadata of one item",
    "solution/metadata",
    ...pair((s, beyond) => {
      const workspace = newWorkspace(s);
      const { resource: rule } = new NrtRule(s, "rule", { workspace, detection: nrtDetection });
      const item = (contentId: string, resourceId: string) => ({
        kind: "AnalyticsRule" as const,
        contentId,
        version: "1.0.0",
        resourceId,
      });
      new ContentPackage(s, "package", {
        workspace,
        connector: connector!.data,
        contents: [item("one", rule.id), item("two", beyond ? rule.id : "/other")],
      });
    }),
  ],
  [
    "the length of a workspace's transform",
    "transform/length",
    ...pair((s, beyond) => {
      new WorkspaceTransform(s, "transform", {
        ...place,
        workspace: newWorkspace(s),
        transforms: [
          {
            table: "MicrosoftGraphActivityLogs",
            description: "drops nothing",
            feature: "graphReadFilter",
            transformKql: `source // ${"x".repeat(15_350 + (beyond ? 1 : 0))}`,
          },
        ],
      });
    }),
  ],
  [
    "NRT rules of a solution",
    "rule/nrt-count",
    ...pair((s, beyond) => {
      const [nrt] = shipped.detections.filter(({ data }) => data.kind === "NRT");
      const detections = Array.from({ length: beyond ? 51 : 50 }, (_, i) => ({ ...nrt!, name: `rule-${i}` }));
      const content = { ...shipped, connector: undefined, detections, playbooks: [], hunting: [], workbooks: [] };
      new AgentIdentities(s, "agents", { ...tenant, content });
    }),
  ],
];

test.each(edges)("%s: %s", (_what, limit, within, beyond) => {
  expect(refused(within)).toEqual([]);
  expect(refused(beyond)).toEqual([limit]);
});

function pair(
  build: (scope: Construct, beyond: boolean) => unknown,
): [within: (s: Construct) => unknown, beyond: (s: Construct) => unknown] {
  return [(s) => build(s, false), (s) => build(s, true)];
}
