import { nrtRun, SentinelEmulator } from "../../lib/emulator";
import { given, shippedWorkspace } from "../pipeline/support";

const start = Date.parse("2026-03-02T10:00:00Z");
const id = (n: number) => `0d9f7c1e-0000-4000-8000-${String(n).padStart(12, "0")}`;
const padded = (n: number) => `agent-${String(n).padStart(4, "0")}`;

/** What the rule tells when each of so many agents deletes far too much within one minute. */
async function burst(agents: number) {
  const workspace = shippedWorkspace();
  const rule = workspace.rules.find(({ name }) => name === "Agent deleted far more than it may")!;
  const emulator = await SentinelEmulator.open(workspace, { rules: [rule] });
  try {
    const watchlist = workspace.watchlists.find(({ alias }) => alias === "AgentPolicy")!;
    const item = { AgentOrBlueprintId: "*", MaxDeletesPerMin: "1" };
    await emulator.fillWatchlist({ ...watchlist, items: [item], columns: Object.keys(item) });
    const rows = Array.from({ length: agents }, (_, n) =>
      [0, 1].map((second) => ({
        TimeGenerated: new Date(start + second * 1000).toISOString(),
        EventType: "DataWritten",
        EventResult: "Success",
        OperationClass: "Delete",
        SrcAgentId: id(n),
        SrcAgentName: padded(n),
        TargetStore: "ledger",
      })),
    ).flat();
    await emulator.ingest(given("AgentExecution_CL", rows));
    return await emulator.evaluate(rule, nrtRun(start + 3 * 60_000));
  } finally {
    emulator.close();
  }
}

test("29 agents in a minute are 29 alerts, each about one", async () => {
  const alerts = await burst(29);
  expect(alerts.map(({ customDetails }) => customDetails.AgentId)).toEqual(
    Array.from({ length: 29 }, (_, n) => [id(n)]),
  );
  expect(alerts.map(({ customDetails }) => customDetails.AlsoAgents)).toEqual(alerts.map(() => [""]));
});

test.each([30, 200, 1450])("%i agents in a minute: each is named in an alert, by name and by id", async (agents) => {
  const alerts = await burst(agents);
  expect(alerts).toHaveLength(29);
  const ids = alerts.flatMap(({ customDetails }) =>
    customDetails.AlsoAgents!.join(" ").split(" ").concat(customDetails.AgentId!),
  );
  const all = Array.from({ length: agents }, (_, n) => n);
  expect(all.map(id).filter((one) => !ids.includes(one))).toEqual([]);
  const told = alerts.map(({ description }) => description).join(" ");
  expect(all.map(padded).filter((one) => !told.includes(one))).toEqual([]);
});
