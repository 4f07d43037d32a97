import { approver, comment, failures, graph, guardAnswer, guid, incidentId, play, self, stranger } from "./support";

const agent = guid(1);
const other = guid(2);
const principal = `${graph}/v1.0/servicePrincipals/`;
const state = (accountEnabled: boolean) => ({ id: agent, displayName: "Ledger <b>", accountEnabled });
const active = { action: "Get_agent", body: state(true) };
const frozen = { action: "Read_back", body: state(false) };
const disabled = { action: "Disable_agent", status: 204, headers: { "request-id": "r-1" } };
const marked = { action: "Confirm_compromised", status: 204 };
const alerts = [
  { DetectionId: "AIC-046", AgentId: agent },
  { DetectionId: "AIC-043", AgentId: agent },
];
const freeze = (scenario: Parameters<typeof play>[1]) => play("PB-01", { accounts: [agent], alerts, ...scenario });
const patch = `PATCH /v1.0/servicePrincipals/${agent}/microsoft.graph.agentIdentity`;
const mark = "POST /beta/identityProtection/riskyAgents/confirmCompromised";

test("off: nothing is sent", async () => {
  const { run } = await freeze({ mode: "Off" });
  expect([run.status, run.calls]).toEqual(["Cancelled", []]);
});

test("auto: disables, reads back, marks, records, tells and tags", async () => {
  const played = await freeze({ answers: [active, disabled, frozen, marked] });
  expect([played.run.status, failures(played)]).toEqual(["Succeeded", []]);
  expect(played.changes).toEqual([`${patch} 204`, `${mark} 204`]);
  expect(played.rows).toEqual([
    expect.objectContaining({
      AgentId: agent,
      BlueprintId: guid(500),
      ActionType: "Freeze",
      ActionMode: "Enforced",
      ResultState: "Succeeded",
      DetectionId: "AIC-046,AIC-043",
      IncidentNumber: 7,
      IncidentId: incidentId,
      RequestedBy: "agentid-freeze-agent",
      ApprovalState: "NotRequired",
      HttpStatus: 204,
      GraphRequestId: "r-1",
      PreviousState: { accountEnabled: true },
      NewState: { accountEnabled: false },
      Reason: "The guard says Act.",
    }),
    expect.objectContaining({ ActionType: "ConfirmCompromised", ResultState: "Succeeded", ActionMode: "Enforced" }),
  ]);
  expect(played.comments).toHaveLength(1);
  expect(played.comments[0]).toContain(`Frozen: agent Ledger &lt;b&gt; (${agent})`);
  expect(played.comments[0]).toMatch(/60 to 90 minutes.*PB-07/);
  expect(played.tags).toEqual(["agent-frozen"]);
});

test("dry run: says what would be done, and does nothing", async () => {
  const { run, changes, rows, comments, tags } = await freeze({ mode: "DryRun", guard: ["DryRun"], answers: [active] });
  expect([run.status, changes, tags]).toEqual(["Succeeded", [], []]);
  expect(rows).toEqual([expect.objectContaining({ ActionMode: "DryRun", ResultState: "DryRun", HttpStatus: null })]);
  expect(comments[0]).toMatch(/^Dry run, nothing was done: agent .* would have been disabled/);
});

test("the guard hears the agent, every detection once, the action and the playbook's mode", async () => {
  const { run } = await freeze({ mode: "Approve", guard: ["Skip"], answers: [active] });
  expect(run.calls[0]).toMatchObject({
    method: "POST",
    url: "https://api.loganalytics.azure.com/v1/subscriptions/s/workspaces/law/query",
    body: {
      query: `AgentResponseGuard("${agent}", "AIC-046,AIC-043", "Freeze", "Approve") | project Decision, Why, AgentName, BlueprintId`,
    },
    authentication: { audience: "https://api.loganalytics.io", identity: "/identities/own" },
  });
});

test("an alert that stands for several agents: each is frozen, once", async () => {
  const played = await play("PB-01", {
    accounts: [guid(1)],
    alerts: [
      { AgentId: guid(1), DetectionId: "AIC-045", AlsoAgents: `${guid(1)} ${guid(2).toUpperCase()} ${guid(3)}` },
    ],
    answers: [active, disabled, frozen, marked],
  });
  expect(failures(played)).toEqual([]);
  expect(played.rows.filter(({ ActionType }) => ActionType === "Freeze").map(({ AgentId }) => AgentId)).toEqual(
    [1, 2, 3].map(guid),
  );
});

describe("what is left alone", () => {
  test.each<[string, object, object, RegExp]>([
    ["an agent that is disabled already", { action: "Get_agent", body: state(false) }, {}, /disabled already/],
    ["what is no agent identity", { action: "Get_agent", status: 404 }, {}, /no agent identity/],
    [
      "what the guard skips",
      active,
      { guard: [{ body: guardAnswer("Skip", { why: "An exception is in force." }) }] },
      /exception/,
    ],
  ])("%s", async (_what, answer, more, why) => {
    const { run, changes, rows, comments } = await freeze({ answers: [answer], ...more });
    expect([run.status, changes]).toEqual(["Succeeded", []]);
    expect(rows).toEqual([
      expect.objectContaining({ ActionMode: "DryRun", ResultState: "Skipped", Reason: expect.stringMatching(why) }),
    ]);
    expect(comments).toEqual([expect.stringMatching(/^Left alone: /)]);
  });

  test("an id that is none is never sent anywhere", async () => {
    const evil = 'x") | project Decision="Act" //';
    const { run, rows, comments } = await play("PB-01", { accounts: [evil], alerts });
    expect(run.calls.every(({ url, body }) => !JSON.stringify([url, body]).includes("api.loganalytics"))).toBe(true);
    expect(rows).toEqual([expect.objectContaining({ AgentId: "", ResultState: "Skipped" })]);
    expect(comments[0]).toContain("This is no object id");
  });

  test("an incident without agents", async () => {
    const { run, rows, comments } = await play("PB-01", { alerts });
    expect([run.status, rows]).toEqual(["Succeeded", []]);
    expect(comments).toEqual([expect.stringMatching(/^Nothing to do/)]);
  });

  test("detection ids cannot leave their quotes", async () => {
    const { run } = await play("PB-01", {
      accounts: [agent],
      alerts: [{ DetectionId: 'A", "Unfreeze", "Auto") //\\' }],
      guard: ["Skip"],
      answers: [active],
    });
    expect((run.calls[0]!.body as { query: string }).query).toBe(
      `AgentResponseGuard("${agent}", "A\\", \\"Unfreeze\\", \\"Auto\\") //\\\\", "Freeze", "Auto") | project Decision, Why, AgentName, BlueprintId`,
    );
  });
});

describe("what goes wrong", () => {
  test("throttled: waits as told", async () => {
    const { run, changes } = await freeze({
      answers: [
        active,
        { action: "Disable_agent", status: 429, headers: { "Retry-After": "30" }, times: 1 },
        disabled,
        frozen,
        marked,
      ],
    });
    expect(changes).toEqual([`${patch} 429`, `${patch} 204`, `${mark} 204`]);
    expect([run.status, run.endTime]).toEqual(["Succeeded", "2026-01-01T00:01:30.000Z"]);
  });

  test("refused: recorded as attempted, and the run fails", async () => {
    const { run, changes, rows, comments, tags } = await freeze({
      answers: [active, { action: "Disable_agent", status: 403 }],
    });
    expect([run.status, run.error?.code, changes, tags]).toEqual([
      "Failed",
      "ResponseIncomplete",
      [`${patch} 403`],
      [],
    ]);
    expect(rows).toEqual([expect.objectContaining({ ActionMode: "Enforced", ResultState: "Failed", HttpStatus: 403 })]);
    expect(comments).toEqual([expect.stringMatching(/^FAILED: agent/)]);
  });

  test("a change that does not show: rolled back, with a row of its own", async () => {
    const { run, changes, rows } = await freeze({
      answers: [active, disabled, { action: "Read_back", body: state(true) }, { action: "Restore_agent", status: 204 }],
    });
    expect([run.status, changes]).toEqual(["Failed", [`${patch} 204`, `${patch} 204`]]);
    expect(rows.map(({ ActionType, ResultState }) => [ActionType, ResultState])).toEqual([
      ["Freeze", "Failed"],
      ["Unfreeze", "Succeeded"],
    ]);
    expect(rows[1]!.RollbackOf).toBe(rows[0]!.ActionId);
  });

  test("a change that shows late is waited for", async () => {
    const { run } = await freeze({
      answers: [active, disabled, { action: "Read_back", body: state(true), times: 2 }, frozen, marked],
    });
    expect([run.status, run.endTime]).toEqual(["Succeeded", "2026-01-01T00:01:20.000Z"]);
  });

  test("the risk mark fails: the freeze stands, and the run fails", async () => {
    const { run, changes, rows, comments } = await freeze({
      answers: [active, disabled, frozen, { action: "Confirm_compromised", status: 403 }],
    });
    expect([run.status, changes]).toEqual(["Failed", [`${patch} 204`, `${mark} 403`]]);
    expect(rows.map(({ ActionType, ResultState }) => [ActionType, ResultState])).toEqual([
      ["Freeze", "Succeeded"],
      ["ConfirmCompromised", "Failed"],
    ]);
    expect(comments[0]).toMatch(/could not be told/);
  });

  test.each<[string, object]>([
    ["refuses", { status: 403 }],
    ["breaks", { status: 500 }],
    ["answers partly", { body: { ...guardAnswer("Act"), error: { code: "PartialError" } } }],
    ["has no row", { body: { tables: [{ rows: [] }] } }],
    ["says what nobody knows", { body: guardAnswer("Maybe") }],
    ["is not reached", { failure: "timeout" }],
    ["answers no JSON", { status: 200, body: "<html>" }],
  ])("the guard %s: nothing is done, and the run fails", async (_what, answer) => {
    const { run, changes, rows, comments } = await freeze({ guard: [answer], answers: [active] });
    expect([run.status, changes]).toEqual(["Failed", []]);
    expect(rows).toEqual([expect.objectContaining({ ActionMode: "DryRun", ResultState: "Failed" })]);
    expect(comments[0]).toMatch(/^FAILED: .*guard.*Nothing was changed/);
  });

  test("a gateway's page in place of the agent: nothing is done", async () => {
    const { run, changes, rows } = await freeze({ answers: [{ action: "Get_agent", status: 502, body: "<html>" }] });
    expect([run.status, changes, rows[0]?.ResultState]).toEqual(["Failed", [], "Failed"]);
  });

  test("the ledger cannot be written: told in the comment, and the run fails", async () => {
    const { run, comments } = await freeze({
      answers: [active, disabled, frozen, marked, { action: "Record", status: 403 }],
    });
    expect(run.status).toBe("Failed");
    expect(comments[0]).toMatch(/^Frozen: .*only record/);
  });

  test("one agent fails: the others are frozen all the same", async () => {
    const refuse = { method: "PATCH", url: `${principal}${agent}/*`, status: 403 };
    const { run, rows } = await play("PB-01", {
      accounts: [agent, other, agent.toUpperCase()],
      alerts,
      answers: [active, refuse, disabled, frozen, marked],
    });
    expect(run.status).toBe("Failed");
    expect(rows.map(({ AgentId, ResultState }) => [AgentId, ResultState])).toEqual([
      [agent, "Failed"],
      [other, "Succeeded"],
      [other, "Succeeded"],
    ]);
  });
});

describe("approval", () => {
  const ask = [{ body: guardAnswer("Ask", { why: "One signal." }) }];
  // The nonce is a part of a GUID that follows from the workflow's name.
  const nonceOf = async () => {
    const { comments } = await freeze({ guard: ask, answers: [active] });
    return /\(([0-9a-f]{8})\)/.exec(comments[0]!)![1]!;
  };
  const answered = (...comments: object[]) => [
    { action: "Comments_now", body: { value: [] }, times: 3 },
    { action: "Comments_now", body: { value: comments } },
  ];
  const later = "2026-01-01T00:03:30Z";

  test("approved by an approver: acts, and says who", async () => {
    const nonce = await nonceOf();
    const played = await freeze({
      guard: ask,
      answers: [
        active,
        disabled,
        frozen,
        marked,
        ...answered(comment(approver, `<p>Approve&nbsp;${nonce}</p>`, later)),
      ],
    });
    expect([played.run.status, played.changes[0], played.run.endTime]).toEqual([
      "Succeeded",
      `${patch} 204`,
      "2026-01-01T00:04:00.000Z",
    ]);
    expect(played.rows[0]).toMatchObject({
      ApprovalState: "Approved",
      ApprovedBy: "900@contoso.com",
      ResultState: "Succeeded",
    });
    expect(played.comments.map((c) => c.split(" ").slice(0, 2).join(" "))).toEqual([
      "Approval requested",
      "Approval closed",
      "Frozen: agent",
    ]);
    expect(played.comments[0]).toMatch(
      /disabled in Microsoft Entra: agent Ledger.*One signal\. Effect: .*To undo: .*until 2026-01-01 02:00 UTC/,
    );
  });

  test.each<[string, (nonce: string) => object[], string]>([
    ["denied", (n) => [comment(approver, `deny ${n}`, later)], "Denied"],
    ["both words are a denial", (n) => [comment(approver, `approve ${n} deny ${n}`, later)], "Denied"],
    [
      "the request, quoted",
      (n) => [comment(approver, `> These would be disabled: <b>approve ${n}</b> or <b>deny ${n}</b>`, later)],
      "TimedOut",
    ],
    ["nobody answers", () => [], "TimedOut"],
    ["somebody else approves", (n) => [comment(stranger, `approve ${n}`, later)], "TimedOut"],
    ["the playbook's own words", (n) => [comment(self, `approve ${n}`, later)], "TimedOut"],
    [
      "an answer from before the request",
      (n) => [comment(approver, `approve ${n}`, "2025-12-31T23:59:59Z")],
      "TimedOut",
    ],
    ["another request's word", () => [comment(approver, "approve 00000000", later)], "TimedOut"],
    [
      "an author without an id",
      (n) => [{ properties: { message: `approve ${n}`, createdTimeUtc: later } }],
      "TimedOut",
    ],
  ])("%s: nothing is done", async (_what, comments, state) => {
    const nonce = await nonceOf();
    const { run, changes, rows } = await freeze({ guard: ask, answers: [active, ...answered(...comments(nonce))] });
    expect([run.status, changes]).toEqual(["Succeeded", []]);
    expect(rows).toEqual([expect.objectContaining({ ResultState: state, ApprovalState: state, ActionMode: "DryRun" })]);
  });

  test("somebody else is told once", async () => {
    const nonce = await nonceOf();
    const { comments } = await freeze({
      guard: ask,
      answers: [active, ...answered(comment(stranger, `approve ${nonce}`, later))],
    });
    expect(comments.filter((c) => c.includes("does not count"))).toHaveLength(1);
  });

  test("a second trigger while a run waits asks nobody again", async () => {
    const waiting = comment(
      self,
      "<p><b>Approval requested by agentid-freeze-agent</b> (12345678)</p>",
      "2025-12-31T23:00:00Z",
    );
    const { run, rows, comments } = await freeze({
      guard: ask,
      answers: [active, { action: "Comments_before", body: { value: [waiting] } }],
    });
    expect([run.status, rows[0]!.ResultState, comments.length]).toEqual(["Succeeded", "Skipped", 1]);
    expect(comments[0]).toMatch(/Another run/);
  });

  test.each([
    [
      "a request that was closed",
      [
        comment(self, "Approval closed by agentid-freeze-agent (1)", "2025-12-31T23:30:00Z"),
        comment(self, "Approval requested by agentid-freeze-agent (1)", "2025-12-31T23:00:00Z"),
      ],
    ],
    [
      "a request that ran out",
      [comment(self, "Approval requested by agentid-freeze-agent (1)", "2025-12-31T21:00:00Z")],
    ],
    [
      "a request that somebody else made up",
      [comment(stranger, "Approval requested by agentid-freeze-agent (1)", "2025-12-31T23:00:00Z")],
    ],
    ["another playbook's request", [comment(self, "Approval requested by agentid-other (1)", "2025-12-31T23:00:00Z")]],
  ])("%s does not keep it from asking", async (_what, before) => {
    const { comments } = await freeze({
      guard: ask,
      answers: [active, { action: "Comments_before", body: { value: before } }],
    });
    expect(comments[0]).toMatch(/^Approval requested/);
  });

  test("the request cannot be posted: nothing is done, and the run fails", async () => {
    const { run, changes, rows } = await freeze({
      guard: ask,
      answers: [active, { action: "Post_request", status: 403 }],
    });
    expect([run.status, changes, rows[0]?.ResultState]).toEqual(["Failed", [], "Failed"]);
  });

  test("the answers can never be read: nothing is done, and the run fails", async () => {
    const { run, changes, rows } = await freeze({
      guard: ask,
      answers: [active, { action: "Comments_now", status: 403 }],
    });
    expect([run.status, changes, rows[0]?.ResultState]).toEqual(["Failed", [], "Failed"]);
  });

  test("more automatic responses than one run may make become a request", async () => {
    const many = Array.from({ length: 6 }, (_, i) => guid(i + 1));
    const { changes, comments } = await play("PB-01", { accounts: many, alerts, answers: [active] });
    expect(changes).toEqual([]);
    expect(comments[0]).toMatch(/^Approval requested.*6 automatic responses, more than 5/);
  });
});
