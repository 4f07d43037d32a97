import { SentinelEmulator } from "../../lib/emulator";
import { given, shippedWorkspace } from "./support";

const now = new Date("2026-03-10T12:00:00Z");
let emulator: SentinelEmulator;
beforeEach(async () => {
  emulator = await SentinelEmulator.open(shippedWorkspace(), { rules: [] });
});
afterEach(() => emulator.close());

const have = (table: string, ...rows: Record<string, unknown>[]) => emulator.ingest(given(table, rows));
const alert = (id: string, detection: string) => ({
  TimeGenerated: "2026-03-02T10:00:00Z",
  SystemAlertId: id,
  ExtendedProperties: JSON.stringify({ "Custom Details": JSON.stringify({ DetectionId: [detection] }) }),
});
const incident = (IncidentNumber: number, Classification: string, AlertIds: string[], more = {}) => ({
  TimeGenerated: "2026-03-03T10:00:00Z",
  IncidentNumber,
  Status: "Closed",
  Classification,
  AlertIds,
  ...more,
});
async function precision() {
  const text =
    "AgentDetectionPrecision(90d) | project DetectionId, Incidents, TruePositives, FalsePositives, BenignPositives, Precision";
  return (await emulator.query(text, { now })).rows;
}

test("verdicts of closed incidents, each detection of an incident once", async () => {
  await have(
    "SecurityAlert",
    alert("a1", "AIC-046"),
    alert("a2", "AIC-046"),
    alert("a3", "AIC-043"),
    alert("a4", "AIC-046"),
  );
  await have(
    "SecurityIncident",
    incident(1, "TruePositive", ["a1", "a2", "a3"]),
    incident(2, "FalsePositive", ["a4"], { TimeGenerated: "2026-03-04T10:00:00Z" }),
    incident(3, "", ["a1"], { Status: "Active" }),
  );
  expect(await precision()).toEqual([
    ["AIC-043", 1, 1, 0, 0, 1],
    ["AIC-046", 2, 1, 1, 0, 0.5],
  ]);
});

test("a story is judged, and each finding that it hands on", async () => {
  const details = {
    DetectionId: ["AIC-080"],
    Evidence: ["AIC-043 High High r1 a1 agent; AIC-046 Medium Medium r2 a2 agent"],
  };
  const more = { DetectionId: ["AIC-080"], Evidence: ["AIC-043 High High r1 a3 agent"] };
  const told = (id: string, of: object) => ({
    ...alert(id, "AIC-080"),
    ExtendedProperties: JSON.stringify({ "Custom Details": JSON.stringify(of) }),
  });
  await have("SecurityAlert", told("s1", details), told("s2", more), alert("a1", "AIC-043"));
  await have("SecurityIncident", incident(1, "FalsePositive", ["s1", "s2"]));
  expect(await precision()).toEqual([
    ["AIC-043", 1, 0, 1, 0, 0],
    ["AIC-046", 1, 0, 1, 0, 0],
    ["AIC-080", 1, 0, 1, 0, 0],
  ]);
});

test("the newest state of an incident counts, and what was reopened does not", async () => {
  await have("SecurityAlert", alert("a1", "AIC-046"), alert("a2", "AIC-043"));
  await have(
    "SecurityIncident",
    incident(1, "TruePositive", ["a1"]),
    incident(1, "BenignPositive", ["a1"], { TimeGenerated: "2026-03-05T10:00:00Z" }),
    incident(2, "TruePositive", ["a2"]),
    incident(2, "TruePositive", ["a2"], { TimeGenerated: "2026-03-05T10:00:00Z", Status: "Active" }),
  );
  expect(await precision()).toEqual([["AIC-046", 1, 0, 0, 1, null]]);
});

test("the ledger wins over how the incident was closed", async () => {
  await have("SecurityAlert", alert("a1", "AIC-046"));
  await have("SecurityIncident", incident(7, "TruePositive", ["a1"]));
  const row = { TimeGenerated: "2026-03-04T10:00:00Z", IncidentNumber: 7, DetectionId: "AIC-046" };
  await have("AgentResponse_CL", { ...row, Verdict: "FalsePositive" }, { ...row, Verdict: "Undetermined" });
  expect(await precision()).toEqual([["AIC-046", 1, 0, 1, 0, 0]]);
});

test("a response to several detections judges each of them", async () => {
  const row = { TimeGenerated: "2026-03-04T10:00:00Z", IncidentNumber: 8, Verdict: "TruePositive" };
  await have("AgentResponse_CL", { ...row, DetectionId: "AIC-046, AIC-043" });
  expect(await precision()).toEqual([
    ["AIC-043", 1, 1, 0, 0, 1],
    ["AIC-046", 1, 1, 0, 0, 1],
  ]);
});

describe("an incident that was merged into another one", () => {
  const redirected = { Labels: [{ labelName: "Redirected", labelType: "User" }] };

  test("is no verdict; what it was about is one of the other's", async () => {
    await have("SecurityAlert", alert("a1", "AIC-046"), alert("a2", "AIC-043"));
    await have(
      "SecurityIncident",
      incident(1, "Undetermined", ["a1"], redirected),
      incident(2, "TruePositive", ["a2", "a1"], { Labels: [{ labelName: "agent-frozen", labelType: "User" }] }),
    );
    expect(await precision()).toEqual([
      ["AIC-043", 1, 1, 0, 0, 1],
      ["AIC-046", 1, 1, 0, 0, 1],
    ]);
  });

  test("is where a response was recorded: by its alerts the verdict is the other's, once", async () => {
    await have("SecurityAlert", alert("a1", "AIC-046"));
    await have(
      "SecurityIncident",
      incident(1, "Undetermined", ["a1"], redirected),
      incident(2, "TruePositive", ["a1"]),
    );
    const row = { TimeGenerated: "2026-03-04T10:00:00Z", IncidentNumber: 1, DetectionId: "AIC-046" };
    await have("AgentResponse_CL", { ...row, AlertIds: "a1", Verdict: "FalsePositive" });
    expect(await precision()).toEqual([["AIC-046", 1, 0, 1, 0, 0]]);
  });
});

test("nothing judged, nothing said", async () => {
  await have("SecurityAlert", alert("a1", "AIC-046"));
  expect(await precision()).toEqual([]);
});
