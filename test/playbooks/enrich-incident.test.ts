import { agentId, failures, incident, ingest, otherAgent, said, start } from "./cloud";
import { operations, unbalanced } from "./telemetry";

describe("PB-06", () => {
  const enrich = async (count: number, more: object | readonly object[], faults: Parameters<typeof start>[0] = {}) => {
    const { cloud } = await start({
      ...faults,
      fill: async (emulator) => {
        for (const one of [more].flat()) await operations(emulator, count, one);
        await ingest(emulator, "SecurityAlert", [
          {
            TimeGenerated: "2026-03-02T09:30:00Z",
            ExtendedProperties: JSON.stringify({
              "Custom Details": JSON.stringify({ AgentId: [agentId], DetectionId: ["AIC-043"] }),
            }),
          },
        ]);
      },
    });
    return cloud.run("agentid-enrich-incident", incident([agentId]));
  };

  test("says what is known, in one comment", async () => {
    const run = await enrich(60, {});
    expect([run.status, run.comments.length, run.changes, run.ledger]).toEqual(["Succeeded", 1, [], []]);
    const [message] = said(run);
    for (const part of ["agent 1", "AIC-043", "Proven", "tool-59", "host-10.contoso.com"])
      expect(message).toContain(part);
    expect(message).not.toContain("tool-9 ");
    expect(unbalanced(run.comments[0]!.message)).toEqual([]);
  });

  test("holds what was read in the last day against the agent's policy", async () => {
    const secret = "bbbbbbbb-1111-4000-8000-000000000001";
    const general = "bbbbbbbb-1111-4000-8000-000000000002";
    const read = (DataLabelId: string, DataLabelName: string, TargetStore: string, RecordCount: number) => ({
      DataLabelId,
      DataLabelName,
      TargetStore,
      RecordCount,
    });
    const { cloud } = await start({
      policy: [{ AgentOrBlueprintId: agentId, MaxLabelRank: "1", AllowedStores: "ledger" }],
      watchlists: {
        AgentSensitivityLabels: [
          { LabelId: secret, LabelName: "Secret", Rank: "3" },
          { LabelId: general, LabelName: "General", Rank: "1" },
        ],
      },
      fill: async (emulator) => {
        await operations(emulator, 1, read(general, "General", "ledger", 1200));
        await operations(emulator, 2, read(secret, "Secret <b>", "payroll", 35));
        await operations(emulator, 1, {
          ...read(secret, "Old", "archive", 9000),
          TimeGenerated: "2026-02-27T09:00:00Z",
        });
      },
    });
    const run = await cloud.run("agentid-enrich-incident", incident([agentId, otherAgent]));
    const reads = said(run).map(
      (comment) => /What it read in the last day, against its policy (.*?) Its last 50/.exec(comment)![1],
    );
    const heads = "Records Sensitive Highest label rank Rank allowed Labels Stores outside its scope";
    expect([run.status, failures(run)]).toEqual(["Succeeded", []]);
    expect(reads).toEqual([`${heads} 1270 70 3 1 General, Secret b payroll`, "Nothing known."]);
  });

  test("hostile names stay text, and the longest ones fit", async () => {
    const evil = `<script>alert("x")</script>&<b>`.repeat(40);
    const names = { ToolName: evil, DstDomain: evil, EventType: evil };
    const run = await enrich(60, [
      { ...names, OperationClass: evil },
      { ...names, DataLabelName: evil },
    ]);
    const { message } = run.comments[0]!;
    expect([run.status, unbalanced(message), message.includes("<script>")]).toEqual(["Succeeded", [], false]);
    expect(message.length).toBeLessThanOrEqual(30_000);
    expect(message.length).toBeGreaterThan(10_000);
  });

  test("a part that cannot be read is said so, and the run fails", async () => {
    const run = await enrich(
      3,
      {},
      { faults: [{ url: "https://api.loganalytics.azure.com/*", status: 400, times: 1 }] },
    );
    expect(run.status).toBe("Failed");
    expect(said(run)[0]).toMatch(/What it is Could not be read\..*tool-2/);
  });
});
