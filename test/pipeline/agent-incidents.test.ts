import { SentinelEmulator } from "../../lib/emulator";
import { given, shippedWorkspace } from "./support";

const now = new Date("2026-03-10T12:00:00Z");
const agent = "7e3f9a40-0000-4000-8000-00000000000A";
const other = "7e3f9a40-0000-4000-8000-00000000000b";
let emulator: SentinelEmulator;
beforeEach(async () => {
  emulator = await SentinelEmulator.open(shippedWorkspace(), { rules: [] });
});
afterEach(() => emulator.close());

const have = (table: string, ...rows: Record<string, unknown>[]) => emulator.ingest(given(table, rows));
const alert = (SystemAlertId: string, details: Record<string, string>, name?: string) => ({
  TimeGenerated: "2026-03-10T10:00:00Z",
  SystemAlertId,
  Entities: name === undefined ? "" : JSON.stringify([{ $id: "1", Name: name, Type: "account" }]),
  ExtendedProperties: JSON.stringify({
    "Custom Details": JSON.stringify(Object.fromEntries(Object.entries(details).map(([key, value]) => [key, [value]]))),
  }),
});
const incident = (IncidentNumber: number, AlertIds: string[], more = {}) => ({
  TimeGenerated: "2026-03-10T10:05:00Z",
  CreatedTime: "2026-03-10T10:05:00Z",
  IncidentName: `00000000-0000-4000-8000-00000000010${IncidentNumber}`,
  IncidentNumber,
  Title: `incident ${IncidentNumber}`,
  Severity: "High",
  Status: "New",
  AlertIds,
  ...more,
});
const incidents = async (columns = "IncidentNumber, Status, Alerts, Subjects, Names, Detections") =>
  (await emulator.query(`AgentIncidents(90d) | order by IncidentNumber asc | project ${columns}`, { now })).rows;

test("a story is about its agent, and of the detections that it puts together", async () => {
  await have(
    "SecurityAlert",
    alert(
      "s1",
      {
        DetectionId: "AIC-080",
        AgentId: agent,
        Evidence: "AIC-043 High High r1 a1 agent; AIC-046 Medium High r2 a2 agent",
      },
      "ledger-agent",
    ),
    alert("s2", { DetectionId: "AIC-080", AgentId: agent, Evidence: "AIC-063 High High r3 a3 agent" }, "ledger-agent"),
    alert("a1", { DetectionId: "AIC-043", AgentId: agent }, "ledger-agent"),
  );
  await have(
    "SecurityIncident",
    incident(1, ["s1"]),
    incident(1, ["s1", "s2"], { TimeGenerated: "2026-03-10T10:15:00Z", Status: "Active" }),
  );
  expect(await incidents()).toEqual([
    [1, "Active", 2, [agent.toLowerCase()], ["ledger-agent"], ["AIC-043", "AIC-046", "AIC-063"]],
  ]);
});

test("a story of a blueprint is about the agents that it was resolved to, and those folded into it", async () => {
  await have(
    "SecurityAlert",
    alert("s1", {
      DetectionId: "AIC-080",
      AgentId: "",
      BlueprintId: "b1",
      AlsoAgents: `${agent} ${other}`,
      Evidence: "AIC-022 High High r1 a1 blueprint",
    }),
    alert("s2", {
      DetectionId: "AIC-080",
      AgentId: agent,
      FoldedIn: `${agent} ${other}`,
      Evidence: "AIC-046 High High r1 a2 agent",
    }),
    alert("s3", {
      DetectionId: "AIC-080",
      AgentId: "",
      BlueprintId: "B1",
      Evidence: "AIC-022 High High r1 a3 blueprint",
    }),
  );
  await have("SecurityIncident", incident(1, ["s1"]), incident(2, ["s2"]), incident(3, ["s3"]));
  const both = [agent.toLowerCase(), other];
  expect(await incidents("IncidentNumber, Subjects")).toEqual([
    [1, both],
    [2, both],
    [3, ["b1"]],
  ]);
});

test("an alert that opens an incident by itself is one, though it is about no agent", async () => {
  await have("SecurityAlert", alert("a1", { DetectionId: "AIC-072" }));
  await have("SecurityIncident", incident(1, ["a1"]));
  expect(await incidents()).toEqual([[1, "New", 1, [], [], ["AIC-072"]]]);
});

test("incidents of others, and those that were merged into another, are none", async () => {
  await have(
    "SecurityAlert",
    alert("a1", { DetectionId: "AIC-999", AgentId: agent }),
    alert("a2", { Rule: "theirs" }),
    alert("a3", { DetectionId: "AIC-072" }),
  );
  await have(
    "SecurityIncident",
    incident(1, ["a1", "a2"]),
    incident(2, ["a3"], { Status: "Closed", Labels: [{ labelName: "Redirected", labelType: "User" }] }),
  );
  expect(await incidents()).toEqual([]);
});

test("a workspace that never had an alert or an incident has none", async () => {
  expect(await incidents()).toEqual([]);
});
