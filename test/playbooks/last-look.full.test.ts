import { approver, claimsTable, comment, guardAnswer, guid, incidentId, play } from "./support";

const agent = guid(1);
const alerts = [{ DetectionId: "AIC-046", AgentId: agent }];
const active = { action: "Get_agent", body: { id: agent, displayName: "Ledger", accountEnabled: true } };
const acted = [
  { action: "Disable_agent", status: 204 },
  { action: "Read_back", body: { id: agent, accountEnabled: false } },
  { action: "Confirm_compromised", status: 204 },
];
const incident = (status: number, state = "New") => ({
  action: "Get_incident",
  status,
  body: { id: incidentId, properties: { status: state } },
});
const guardAgain = (decision: string, why = "It says so.") => ({
  action: "Ask_guard_again",
  body: guardAnswer(decision, { why }),
});

/** Freezes what the guard lets, with everything right but for what is given. */
const freeze = (answers: readonly object[], guard: readonly (string | object)[] = ["Act"]) =>
  play("PB-01", { accounts: [agent], alerts, guard, answers: [...answers, active, ...acted] });

/** The same, with an approval of a request. */
async function approved(...answers: object[]) {
  const guard = [{ body: guardAnswer("Ask", { why: "One signal." }) }];
  const { comments } = await freeze([], guard);
  const code = /\(([0-9a-f]{8})\)/.exec(comments[0]!)![1]!;
  const given = comment(approver, `approve ${code}`, "2026-01-01T00:01:30Z");
  return freeze([...answers, { action: "Comments_now", body: { value: [given] } }], guard);
}

describe("after an approval the playbook looks again", () => {
  test.each<[string, readonly object[], RegExp]>([
    ["the incident is closed", [incident(200, "Closed")], /The incident was closed meanwhile/],
    ["the incident is gone", [incident(404)], /The incident is gone/],
    ["an exception was granted", [guardAgain("Skip", "An exception is in force.")], /An exception is in force/],
    ["the policy allows a dry run only", [guardAgain("DryRun", "A dry run only.")], /A dry run only/],
    [
      "the agent is disabled",
      [{ action: "Get_agent_again", body: { accountEnabled: false } }],
      /The agent is disabled by now/,
    ],
    ["the agent is gone", [{ action: "Get_agent_again", status: 404 }], /no agent identity with this object id/],
  ])("%s: it says so and does nothing", async (_what, answers, why) => {
    const played = await approved(...answers);
    expect([played.run.status, played.changes]).toEqual(["Succeeded", []]);
    expect(played.rows).toEqual([
      expect.objectContaining({
        ActionMode: "DryRun",
        ResultState: expect.stringMatching(/Skipped|DryRun/),
        ApprovalState: "Approved",
        Reason: expect.stringMatching(why),
      }),
    ]);
    expect(played.comments.at(-1)).toMatch(why);
    expect(played.tags).toEqual([]);
  });

  test.each<[string, object]>([
    ["the incident cannot be read", incident(500)],
    ["the guard cannot be asked", { action: "Ask_guard_again", status: 403 }],
    ["the state cannot be read", { action: "Get_agent_again", status: 502, body: "<html>" }],
  ])("%s: nothing is done, and the run fails", async (_what, answer) => {
    const { run, changes, rows, comments } = await approved(answer);
    expect([run.status, changes, rows[0]?.ResultState]).toEqual(["Failed", [], "Failed"]);
    expect(comments.at(-1)).toMatch(/^FAILED: .*Nothing was changed/);
  });

  test("a guard that still asks, or would act by now, has its answer", async () => {
    for (const decision of ["Ask", "Act"])
      expect((await approved(guardAgain(decision))).rows[0]).toMatchObject({ ResultState: "Succeeded" });
  });
});

describe("what is told of a subject", () => {
  test("is the workspace's name for it, where the directory has none", async () => {
    const nameless = { action: "Get_agent", body: { id: agent, accountEnabled: true } };
    expect((await freeze([nameless])).comments).toEqual([expect.stringMatching(/^Frozen: agent Ledger \(/)]);
  });

  test("is first of all that the guard could not be asked", async () => {
    const disabled = { action: "Get_agent", body: { id: agent, accountEnabled: false } };
    const { rows } = await freeze([disabled], [{ status: 403 }]);
    expect(rows[0]).toMatchObject({
      ResultState: "Failed",
      Reason: expect.stringMatching(/^The guard AgentResponseGuard could not be asked or understood \(Failed 403\)/),
    });
  });

  test("is the status of an answer that could not be had, and nothing is done", async () => {
    const { rows, changes } = await freeze([{ action: "Get_agent", status: 403 }]);
    expect(changes).toEqual([]);
    expect(rows[0]).toMatchObject({
      ResultState: "Failed",
      Reason: "The state could not be read (HTTP status 403): nothing was changed.",
    });
  });
});

describe("what is done unasked", () => {
  test("is asked about when the guard changes its mind within the minute", async () => {
    const { changes, comments } = await freeze([
      { action: "Ask_guard_with_claims", body: guardAnswer("Ask", { why: "The breaker is open." }) },
    ]);
    expect(changes).toEqual([]);
    expect(comments[0]).toMatch(/^Approval requested.*The breaker is open/);
  });

  test("is left alone when the incident is closed within the minute, or the agent disabled", async () => {
    for (const answer of [incident(200, "Closed"), { action: "Get_agent_again", body: { accountEnabled: false } }]) {
      const { run, changes, rows } = await freeze([answer]);
      expect([run.status, changes, rows[0]!.ResultState]).toEqual(["Succeeded", [], "Skipped"]);
    }
  });

  test("is told to the guard with what others have claimed", async () => {
    const rows = [
      { RowKey: "Freeze|x", Target: guid(2), Claimed: "2026-01-01T00:00:01Z" },
      { RowKey: 'Quarantine|"y', Target: '") //', Claimed: "2026-01-01T00:00:02Z" },
    ];
    const { run } = await freeze([{ method: "GET", url: `${claimsTable}()*`, body: { value: rows } }]);
    const asked = run.calls.find(({ action }) => action === "Ask_guard_with_claims")!;
    expect((asked.body as { query: string }).query).toContain(
      `"Auto", "Freeze|${guid(2)}|2026-01-01T00:00:01Z;Quarantine|\\") //|2026-01-01T00:00:02Z") | project`,
    );
  });
});

describe("a claim", () => {
  const there = { action: "Insert_Claim", status: 409 };
  const held = (more: object) => ({
    action: "Read_Claim",
    headers: { ETag: 'W/"7"' },
    body: {
      ActionId: guid(77),
      Playbook: "agentid-freeze-agent",
      Claimed: "2025-12-31T23:59:00Z",
      Expires: "2026-01-01T00:10:00Z",
      ...more,
    },
  });

  test("is a row of the action and its target, which only one run can insert", async () => {
    const { run, rows } = await freeze([]);
    const insert = run.calls.find(({ action }) => action === "Insert_Claim")!;
    expect(insert).toMatchObject({
      method: "POST",
      url: claimsTable,
      headers: {
        "x-ms-version": "2020-12-06",
        "x-ms-date": "Thu, 01 Jan 2026 00:00:00 GMT",
        Accept: "application/json;odata=nometadata",
        Prefer: "return-no-content",
      },
      authentication: { audience: "https://storage.azure.com" },
    });
    expect(rows[0]!.ActionId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(insert.body).toEqual({
      PartitionKey: "claim",
      RowKey: `Freeze|${agent}`,
      ActionId: rows[0]!.ActionId,
      Target: agent,
      Playbook: "agentid-freeze-agent",
      IncidentId: incidentId,
      "Claimed@odata.type": "Edm.DateTime",
      Claimed: "2026-01-01T00:00:00.0000000Z",
      "Expires@odata.type": "Edm.DateTime",
      Expires: "2026-01-01T00:30:00.0000000Z",
    });
  });

  test.each([201, 204])("that the table has taken with status %d is held", async (status) => {
    const inserted = { action: "Insert_Claim", status, headers: { ETag: 'W/"1"' } };
    expect((await freeze([inserted])).rows[0]).toMatchObject({ ResultState: "Succeeded" });
  });

  test("is about the blueprint where a blueprint is stopped", async () => {
    const blueprint = guid(500).toUpperCase();
    const principal = { id: guid(51), displayName: "Ledgers", accountEnabled: true };
    const stop = (answers: readonly object[]) =>
      play("PB-03", {
        alerts: [{ DetectionId: "AIC-001", BlueprintId: blueprint }],
        guard: [{ body: guardAnswer("Act", { extra: 3 }) }],
        answers: [
          ...answers,
          { action: "Get_blueprint", body: principal },
          { action: "Get_blueprint_again", body: principal },
          { action: "Disable_blueprint", status: 204 },
          { action: "Read_back", body: { accountEnabled: false } },
        ],
      });
    const { run: asking, comments } = await stop([]);
    const { body } = asking.calls.find(({ action }) => action === "Ask_guard")!;
    expect((body as { query: string }).query).toMatch(
      /^let Agents = .*\| project Decision, Why, AgentName, BlueprintId, Agents = Agents$/,
    );
    expect(comments[0]).toMatch(/blueprint Ledgers .*, 3 agents in the inventory/);
    const code = /\(([0-9a-f]{8})\)/.exec(comments[0]!)![1]!;
    const given = comment(approver, `approve ${code}`, "2026-01-01T00:01:30Z");
    const { run, rows } = await stop([{ action: "Comments_now", body: { value: [given] } }]);
    expect(rows[0]).toMatchObject({ ActionType: "FreezeBlueprint", ResultState: "Succeeded" });
    const target = blueprint.toLowerCase();
    expect(run.calls.find(({ action }) => action === "Insert_Last_claim")!.body).toMatchObject({
      RowKey: `FreezeBlueprint|${target}`,
      Target: target,
    });
  });

  test("of another run that is under way: left to it", async () => {
    const { run, changes, rows, comments } = await freeze([there, held({})]);
    expect([run.status, changes, rows[0]!.ResultState]).toEqual(["Succeeded", [], "Skipped"]);
    expect(comments).toEqual([
      expect.stringMatching(/^Left alone.*Another run does this already.*agentid-freeze-agent.*23:59:00 UTC/),
    ]);
  });

  test.each([
    ["of a run that has died or given it back", () => ({ Expires: "2026-01-01T00:00:00Z" })],
    ["whose own answer got lost", (ActionId: unknown) => ({ ActionId })],
  ])("%s is taken over as it was read", async (_what, more) => {
    // Ids of actions follow from the workflow's name.
    const { rows: before } = await freeze([]);
    const { run, rows } = await freeze([there, held(more(before[0]!.ActionId))]);
    expect(rows[0]).toMatchObject({ ResultState: "Succeeded" });
    const url = `${claimsTable}(PartitionKey='claim',RowKey='Freeze%7C${agent}')`;
    expect(run.calls.find(({ action }) => action === "Read_Claim")).toMatchObject({ method: "GET", url });
    expect(run.calls.find(({ action }) => action === "Take_over_Claim")).toMatchObject({
      method: "PUT",
      url,
      headers: { "If-Match": 'W/"7"' },
    });
  });

  test("that another run took over first is left to it", async () => {
    const { changes, rows } = await freeze([
      there,
      held({ Expires: "2026-01-01T00:00:00Z" }),
      { action: "Take_over_Claim", status: 412 },
    ]);
    expect([changes, rows[0]!.ResultState]).toEqual([[], "Skipped"]);
  });

  test("is given back when the work is done, as this run has it", async () => {
    const { run } = await freeze([]);
    expect(run.calls.find(({ action }) => action === "Give_claim_back")).toMatchObject({
      method: "PUT",
      url: `${claimsTable}(PartitionKey='claim',RowKey='Freeze%7C${agent}')`,
      headers: { "If-Match": 'W/"1"' },
      body: { Claimed: "2026-01-01T00:00:00.0000000Z", Expires: "2026-01-01T00:01:00.0000000Z" },
    });
  });

  test("that cannot be given back changes nothing about the outcome", async () => {
    const { run, rows } = await freeze([{ action: "Give_claim_back", status: 403 }]);
    expect([run.status, rows[0]!.ResultState]).toEqual(["Succeeded", "Succeeded"]);
  });

  test("more than one answer lists ask a person", async () => {
    const { changes, comments } = await freeze([
      {
        method: "GET",
        url: `${claimsTable}()*`,
        headers: { "x-ms-continuation-NextPartitionKey": "claim" },
        body: { value: [] },
      },
    ]);
    expect([changes, comments[0]]).toEqual([[], expect.stringMatching(/could not be read in full/)]);
  });
});
