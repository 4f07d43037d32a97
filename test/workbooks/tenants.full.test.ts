import { SentinelEmulator } from "../../lib/emulator";
import { given } from "../pipeline/support";
import { shippedWorkspace } from "../shared/stacks";
import { work } from "../shared/work";
import { shown, tiles } from "./support";

type Row = Readonly<Record<string, unknown>>;
const contoso = "0d9f7c1e-0000-4000-8000-00000000c001";
const fabrikam = "0d9f7c1e-0000-4000-8000-00000000c002";
const quiet = "0d9f7c1e-0000-4000-8000-00000000c003";
const at = (TenantId: string, time: string, more: Row): Row => ({
  TenantId,
  TimeGenerated: `2026-03-${time}:00Z`,
  ...more,
});
const place = (TenantId: string, name: string) =>
  at(TenantId, "10T09:00", {
    ResourceUri: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/${name}`,
    DataType: "AgentExecution_CL",
    Quantity: 1,
  });
const agent = (TenantId: string, AgentId: string, AgentName: string) =>
  at(TenantId, "10T02:00", { AssetType: "AgentIdentity", AgentId, AgentName });
const alert = (TenantId: string, SystemAlertId: string) =>
  at(TenantId, "10T09:00", {
    SystemAlertId,
    ExtendedProperties: '{"Custom Details":"{\\"DetectionId\\":[\\"AIC-046\\"]}"}',
  });
const incident = (TenantId: string, IncidentName: string, AlertIds: string[], more: Row) =>
  at(TenantId, "10T09:10", {
    IncidentName,
    AlertIds,
    Title: `Incident ${IncidentName}`,
    CreatedTime: "2026-03-10T06:00:00Z",
    Severity: "Medium",
    Status: "New",
    ...more,
  });
const response = (TenantId: string, time: string, AgentId: string, ActionType: string, more: Row = {}) =>
  at(TenantId, time, { AgentId, ActionType, ActionMode: "Enforced", ResultState: "Succeeded", Reason: "why", ...more });
const hour = (TenantId: string, Hour: string, SrcAgentId: string, Events: number) =>
  at(TenantId, "10T11:10", { Hour: `2026-03-${Hour}:00:00Z`, SrcAgentId, Events });
const health = (TenantId: string, SentinelResourceName: string, SentinelResourceType: string, Status: string) =>
  at(TenantId, "10T08:00", { SentinelResourceName, SentinelResourceType, Status, Description: `${Status}!` });

/** Three workspaces, as one query over all of them sees their rows; two have an alert, an incident and an agent of one id. */
const rows: Readonly<Record<string, readonly Row[]>> = {
  Usage: [place(contoso, "law-contoso"), place(quiet, "law-quiet")],
  AgentAsset_CL: [
    agent(contoso, "a1", "ledger"),
    agent(contoso, "a2", "mail"),
    agent(fabrikam, "a1", "other-ledger"),
    agent(quiet, "a9", "desk"),
  ],
  AgentActivityHourly_CL: [
    hour(contoso, "10T10", "a1", 5),
    hour(contoso, "10T09", "a2", 2),
    hour(fabrikam, "10T04", "a1", 1),
    hour(quiet, "10T10", "a9", 3),
  ],
  SecurityAlert: [alert(contoso, "x"), alert(fabrikam, "x")],
  SecurityIncident: [
    incident(contoso, "i1", ["x"], { Status: "Active", Severity: "High" }),
    incident(fabrikam, "i1", ["x"], { Status: "Closed" }),
    incident(fabrikam, "i2", ["nobody's"], {}),
  ],
  AgentResponse_CL: [
    response(contoso, "10T09:00", "a1", "Freeze", { IncidentUrl: "https://portal.example/1" }),
    response(fabrikam, "10T09:30", "a1", "Unfreeze"),
    response(contoso, "10T09:00", "a2", "Freeze"),
    response(contoso, "10T10:00", "a2", "Unfreeze"),
    response(fabrikam, "10T09:00", "a1", "Freeze", { ResultState: "Failed" }),
  ],
  SentinelHealth: [
    health(fabrikam, "Egress of an agent", "Analytics Rule", "Failure"),
    health(fabrikam, "Rare process", "Analytics Rule", "Failure"),
    health(quiet, "MicrosoftEntraID", "Data connector", "Success"),
  ],
};

let emulator: SentinelEmulator;
beforeAll(async () => {
  emulator = await SentinelEmulator.open(shippedWorkspace(), { rules: [], cache: work });
  for (const [table, some] of Object.entries(rows)) await emulator.ingest(given(table, some));
});
afterAll(() => emulator.close());

const of = (name: string, Place = "") =>
  shown(emulator, tiles.find((tile) => tile.workbook === "all-tenants" && tile.name === name)!, { Place });

test("each workspace has a row, the worst first, by its name or else by its id", async () => {
  expect(await of("tenants")).toEqual([
    expect.objectContaining({
      State: "look now",
      Workspace: "law-contoso",
      Incidents: 1,
      High: 1,
      Frozen: 1,
      Agents: 2,
      Active: 2,
      Connectors: 0,
      Rules: 0,
    }),
    expect.objectContaining({
      State: "look now",
      Workspace: fabrikam,
      Incidents: 0,
      Frozen: 0,
      Agents: 1,
      Rules: 1,
      LastHour: "2026-03-10T04:00:00.0000000Z",
    }),
    expect.objectContaining({
      State: "quiet",
      Workspace: "law-quiet",
      Incidents: 0,
      Frozen: 0,
      Agents: 1,
      Active: 1,
      Rules: 0,
    }),
  ]);
});

test("all of them together", async () => {
  const facts = await of("tenants-at-a-glance");
  expect(facts.map(({ Fact, Count, State }) => [Fact, Number(Count), State])).toEqual([
    ["Workspaces with agents", 3, "info"],
    ["Agents", 4, "info"],
    ["Open incidents", 1, "bad"],
    ["Agents and workflows stopped", 1, "look"],
    ["Connectors and rules that fail", 1, "bad"],
    ["Workspaces that hear of no agent", 1, "bad"],
  ]);
});

test("what is open, stopped and failing is told with its workspace, or of the chosen one", async () => {
  expect(await of("open-incidents")).toEqual([
    expect.objectContaining({ Workspace: "law-contoso", Severity: "High", Title: "Incident i1", OpenHours: 6 }),
  ]);
  expect(await of("stopped")).toEqual([
    expect.objectContaining({
      Workspace: "law-contoso",
      Agent: "ledger",
      ActionType: "Freeze",
      IncidentUrl: "https://portal.example/1",
    }),
  ]);
  expect(await of("failing")).toEqual([
    expect.objectContaining({ Workspace: fabrikam, Name: "Egress of an agent", LastWord: "Failure!" }),
  ]);
  expect(await of("open-incidents", "law-quiet")).toEqual([]);
  expect(await of("failing", fabrikam)).toHaveLength(1);
  expect(await of("failing", "law-contoso")).toEqual([]);
});

test("work is counted by workspace", async () => {
  const days = await of("operations-by-workspace");
  expect(days.map(({ Workspace, Operations }) => [Workspace, Number(Operations)]).sort()).toEqual(
    [
      [fabrikam, 1],
      ["law-contoso", 7],
      ["law-quiet", 3],
    ].sort(),
  );
});
