import { SentinelEmulator, type Workspace } from "../../lib/emulator";
import { fillWatchlist, given, workspaceWithColumns } from "./support";

const agent = "0d9f7c1e-0000-4000-8000-000000000001";
const blueprint = "0d9f7c1e-0000-4000-8000-0000000000b1";
const secret = "5E2D7C90-0000-4000-8000-0000000000c4";
const now = new Date("2026-03-02T12:00:00Z");
let shipped: Workspace;
let emulator: SentinelEmulator;

const columns: Readonly<Record<string, readonly string[]>> = {
  AgentPolicy: ["AgentOrBlueprintId", "MaxLabelRank", "AllowedStores"],
  AgentSensitivityLabels: ["LabelId", "LabelName", "Rank"],
};
beforeAll(() => {
  shipped = workspaceWithColumns(columns);
});
beforeEach(async () => {
  emulator = await SentinelEmulator.open(shipped, { rules: [] });
});
afterEach(() => emulator.close());

const fill = (alias: string, ...items: Record<string, string>[]) => fillWatchlist(emulator, alias, items);
const read = (more: Record<string, unknown>) => ({
  TimeGenerated: "2026-03-02T11:00:00Z",
  SrcAgentId: agent,
  SrcAgentBlueprintId: blueprint,
  OperationClass: "Read",
  TargetStore: "records",
  RecordCount: 10,
  ...more,
});
const have = (...rows: object[]) => emulator.ingest(given("AgentExecution_CL", rows as Record<string, unknown>[]));
async function reads(window = "1d") {
  const { columns: names, rows } = await emulator.query(`AgentReads("${agent}", ${window})`, { now });
  expect(rows).toHaveLength(1);
  return Object.fromEntries(names.map(({ name }, i) => [name, rows[0]![i]]));
}

test("counts what the agent read, and nothing else", async () => {
  await have(
    read({}),
    read({ RecordCount: 5, TimeGenerated: "2026-03-02T11:30:00Z" }),
    read({ OperationClass: "Write" }),
    read({ SrcAgentId: blueprint }),
    read({ TimeGenerated: "2026-03-01T11:00:00Z" }),
  );
  expect(await reads()).toMatchObject({ Operations: 2, Records: 15, SensitiveRecords: 0, OutsideScope: [] });
  expect(await reads("45m")).toMatchObject({ Operations: 1, Records: 5 });
});

test("sensitive is what the highest listed label is on, and what lies above the agent's limit", async () => {
  await fill("AgentSensitivityLabels", { LabelId: secret, LabelName: "Highly Confidential", Rank: "4" });
  await fill("AgentPolicy", { AgentOrBlueprintId: blueprint, MaxLabelRank: "2" });
  await have(
    read({ DataLabelId: secret.toLowerCase(), DataLabelName: "Highly Confidential" }),
    read({ DataLabelRank: 3, DataLabelName: "Restricted", RecordCount: 7 }),
    read({ DataLabelRank: 2, RecordCount: 100 }),
  );
  expect(await reads()).toMatchObject({
    Records: 117,
    SensitiveRecords: 17,
    HighestRank: 4,
    MaxLabelRank: 2,
    Labels: ["Highly Confidential", "Restricted"],
  });
});

test("the list of labels is believed rather than the agent", async () => {
  await fill("AgentSensitivityLabels", { LabelId: secret, LabelName: "Highly Confidential", Rank: "4" });
  await have(read({ DataLabelId: secret, DataLabelRank: 0 }));
  expect(await reads()).toMatchObject({ SensitiveRecords: 10, HighestRank: 4 });
});

test("stores that no policy allows, by store or by table; the agent's own policy counts before its blueprint's", async () => {
  await have(read({}), read({ TargetStore: "psychiatry" }), read({ TargetStore: "hr", TargetResourceName: "wards" }));
  expect(await reads()).toMatchObject({ OutsideScope: [] });
  await fill("AgentPolicy", { AgentOrBlueprintId: blueprint, AllowedStores: "Records; hr/wards" });
  expect(await reads()).toMatchObject({ OutsideScope: ["psychiatry"] });
  await fill(
    "AgentPolicy",
    { AgentOrBlueprintId: blueprint, AllowedStores: "Records; hr/wards" },
    { AgentOrBlueprintId: agent, AllowedStores: "psychiatry" },
  );
  expect(await reads()).toMatchObject({ OutsideScope: ["hr", "records"] });
});

test("an agent that read nothing has one row of nothing", async () => {
  expect(await reads()).toMatchObject({ Operations: 0, Records: 0, SensitiveRecords: 0 });
});
