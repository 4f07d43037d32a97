import { SentinelEmulator, type Workspace } from "../../lib/emulator";
import { given, shippedWorkspace } from "../pipeline/support";

const agent = "0d9f7c1e-0000-4000-8000-000000000001";
const minute = 60_000;
const hour = 60 * minute;
const arrival = new Date("2026-03-10T12:03:00Z");
let workspace: Workspace;
beforeAll(() => {
  workspace = shippedWorkspace();
});

/** The alerts of a rule in the day and a half around the arrival. */
async function alertsOf(
  detection: string,
  deliveries: readonly { readonly rows: readonly Record<string, unknown>[]; readonly arrival: Date }[],
): Promise<readonly string[]> {
  const rule = workspace.rules.find(({ query, kind }) => kind === "Scheduled" && query.includes(`"${detection}"`))!;
  const emulator = await SentinelEmulator.open(workspace, { rules: [rule] });
  try {
    for (const { rows, arrival: at } of deliveries)
      await emulator.ingest({ ...given("AgentExecution_CL", rows), arrival: at });
    const from = new Date(arrival.getTime() - 12 * hour);
    const { alerts } = await emulator.simulate(from, new Date(arrival.getTime() + 26 * hour));
    return alerts.map(({ title }) => title);
  } finally {
    emulator.close();
  }
}

const call = (time: number, more: object) => ({
  TimeGenerated: new Date(time).toISOString(),
  SrcAgentId: agent,
  SrcAgentName: "finance-agent",
  EventSessionId: "session-1",
  EventResult: "Success",
  ...more,
});

test.each([0, 3, 20])("a loop of 60 calls, set back by %i hours, is found once", async (hours) => {
  const first = arrival.getTime() - hours * hour - 9 * minute;
  const rows = Array.from({ length: 60 }, (_, i) =>
    call(first + i * 9_000, { EventType: "ToolExecuted", ToolName: "post_payment", ArgumentsSha256: "aaaa" }),
  );
  expect(await alertsOf("AIC-048", [{ rows, arrival }])).toEqual([
    "Agent finance-agent repeated post_payment 60 times in ten minutes",
  ]);
});

const read = (time: Date, records: number) =>
  call(time.getTime(), {
    EventType: "DataAccessed",
    OperationClass: "Read",
    TargetStore: "sql/patients",
    RecordCount: records,
  });
const nine = new Date("2026-03-10T09:30:00Z");

test.each([
  ["all in time", [[120_000, nine]], 120_000],
  ["all late", [[120_000, arrival]], 120_000],
  [
    "what was too little until more came in late",
    [
      [60_000, nine],
      [60_000, arrival],
    ],
    120_000,
  ],
] as const)("an hour's reads are summed up and told once: %s", async (_what, parts, sum) => {
  const deliveries = parts.map(([records, at]) => ({ rows: [read(nine, records)], arrival: at }));
  expect(await alertsOf("AIC-043", deliveries)).toEqual([`Agent finance-agent read ${sum} records in an hour`]);
});

test("a few more reads that come in late are no second alert", async () => {
  const rows = (records: number) => [read(nine, records)];
  const deliveries = [
    { rows: rows(120_000), arrival: nine },
    { rows: rows(10), arrival },
  ];
  expect(await alertsOf("AIC-043", deliveries)).toHaveLength(1);
});
