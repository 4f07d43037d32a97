import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Alert, nrtRun, type SentinelEmulator, scheduledRun } from "../../lib/emulator";
import { incidentOf } from "../emulator/cloud-support";
import { exampleStack } from "../shared/stacks";
import { agentId, approves, blueprintId, classicAgent, directoryOf, ingest, start } from "./cloud";

const burst = "Agent deleted far more than it may";
const token = "Agent used an access token older than its policy accepts";
const overdue = "Credential rotation of an agent overdue or client secret in use";
const day = 24 * 60 * 60_000;
const first = Date.parse("2026-03-02T10:00:00Z");

/** Three deletions with a token of three hours ago. */
const deletions = (at: number) =>
  [0, 1, 2].map((second) => ({
    TimeGenerated: new Date(at + second * 1000).toISOString(),
    EventType: "DataWritten",
    EventResult: "Success",
    OperationClass: "Delete",
    SrcAgentId: agentId,
    SrcAgentName: "ledger",
    SrcAgentBlueprintId: blueprintId,
    TargetStore: "microsoft.sql_server/ledger",
    RecordCount: 1,
    TokenIssuedTime: new Date(at - 3 * 60 * 60_000).toISOString(),
    TokenUniqueId: "t1",
  }));

/** What the rule of one minute and the scheduled rule say about rows of `at`. */
async function alerts(emulator: SentinelEmulator, at: number): Promise<Alert[]> {
  const rule = (name: string) => emulator.workspace.rules.find((one) => one.name === name)!;
  const period = rule(token).schedule!.period;
  return [
    ...(await emulator.evaluate(rule(burst), nrtRun(at + 3 * 60_000))),
    ...(await emulator.evaluate(rule(token), scheduledRun(at + 15 * 60_000, period))),
  ];
}

const started = () =>
  start({
    people: [approves()],
    directory: (stack) => directoryOf(stack, { enabled: false }),
    rules: [burst, token, overdue],
    policy: [
      { AgentOrBlueprintId: "*", ResponseMode: "Auto", MaxCredentialAgeDays: "30" },
      { AgentOrBlueprintId: agentId, ResponseMode: "Auto", MaxDeletesPerMin: "2", MaxTokenAgeMin: "120" },
    ],
  });

/** The same rows on the first day, in the days of the exception, and after it. */
async function released() {
  const { cloud, emulator } = await started();
  await ingest(emulator, "AgentExecution_CL", deletions(first));
  const before = await alerts(emulator, first);
  expect(before.map(({ customDetails }) => customDetails.DetectionId)).toEqual([["AIC-045"], ["AIC-033"]]);
  const run = await cloud.run("agentid-unfreeze", incidentOf([agentId], { alerts: before }));
  expect(run.status).toBe("Succeeded");
  expect(run.ledger.filter(({ ActionType }) => ActionType === "Suppress")).toEqual(
    ["AIC-045", "AIC-033"].map((DetectionId) =>
      expect.objectContaining({
        DetectionId,
        AgentId: agentId,
        ApprovedBy: "ana@contoso.com",
        ResultState: "Succeeded",
      }),
    ),
  );
  const told = async (days: number) => {
    const at = first + days * day;
    await ingest(emulator, "AgentExecution_CL", deletions(at));
    return (await alerts(emulator, at)).length;
  };
  return { cloud, emulator, told };
}

test("an exception holds for its 14 days in NRT and scheduled rules, and then no more", async () => {
  const { told } = await released();
  expect([await told(1), await told(7), await told(13)]).toEqual([0, 0, 0]);
  expect(await told(15)).toBe(2);
});

test("an item that somebody deletes ends the exception at once", async () => {
  const { emulator, told } = await released();
  expect(await told(1)).toBe(0);
  const watchlist = emulator.workspace.watchlists.find(({ alias }) => alias === "AgentGrantedExceptions")!;
  await emulator.fillWatchlist({ ...watchlist, items: [] });
  expect(await told(2)).toBe(2);
});

test("a daily rule reads it as well", async () => {
  const { emulator } = await started();
  const rule = emulator.workspace.rules.find(({ name }) => name === overdue)!;
  await ingest(emulator, "AgentAsset_CL", [
    {
      TimeGenerated: "2026-03-10T02:00:00Z",
      AssetType: "ClassicAgent",
      AgentId: classicAgent,
      AppId: classicAgent,
      AgentName: "Old agent",
      PasswordCredentialCount: 1,
      OldestCredentialStart: "2025-01-01T00:00:00Z",
    },
  ]);
  const run = scheduledRun(Date.parse("2026-03-10T06:00:00Z"), rule.schedule!.period);
  expect(await emulator.evaluate(rule, run)).toHaveLength(1);
  const watchlist = emulator.workspace.watchlists.find(({ alias }) => alias === "AgentGrantedExceptions")!;
  const item = {
    AgentId: classicAgent,
    DetectionId: "AIC-014",
    Expiry: "2026-03-11T00:00:00Z",
    Reason: "",
    Approver: "",
  };
  await emulator.fillWatchlist({ ...watchlist, items: [item], columns: Object.keys(item) });
  expect(await emulator.evaluate(rule, run)).toHaveLength(0);
});

test("no deployment owns an item of the list, changes the list or destroys it", () => {
  const { resource } = JSON.parse(readFileSync(join(exampleStack(), "cdk.tf.json"), "utf8"));
  const lists = Object.values<Record<string, unknown>>(resource.azurerm_sentinel_watchlist);
  const granted = lists.find(({ name }) => name === "AgentGrantedExceptions")!;
  expect(granted.lifecycle).toEqual({ ignore_changes: "all", prevent_destroy: true });
  const items = Object.values<{ watchlist_id: string }>(resource.azurerm_sentinel_watchlist_item ?? {});
  expect(items.filter(({ watchlist_id }) => watchlist_id.includes("AgentGrantedExceptions"))).toEqual([]);
});
