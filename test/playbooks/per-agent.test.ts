import { claimsTable, failures, guardAnswer, guid, play } from "./support";

const [one, other] = [guid(1), guid(2)];
/** Of the agents, by what the guard knows. */
const blueprint = guid(500);
const active = { action: "Get_agent", body: { id: one, displayName: "Ledger", accountEnabled: true } };
const acted = [
  { action: "Disable_agent", status: 204 },
  { action: "Read_back", body: { accountEnabled: false } },
  { action: "Confirm_compromised", status: 204 },
];
type Scenario = Parameters<typeof play>[1];
const freeze = (alerts: Scenario["alerts"], more: Scenario = {}) =>
  play("PB-01", { ...more, alerts, answers: [...(more.answers ?? []), active, ...acted] });
const asked = ({ run }: Awaited<ReturnType<typeof play>>) =>
  run.calls
    .filter(({ action }) => action === "Ask_guard")
    .map(({ body }) => /^AgentResponseGuard\((.*?), "Freeze"/.exec(String((body as { query: string }).query))![1]);

describe("what is said of an agent", () => {
  test("is what alerts say that name it, and of a blueprint alone what concerns its agents", async () => {
    const played = await freeze([
      { DetectionId: "AIC-046", AgentId: one },
      { DetectionId: "AIC-022", AgentId: other, BlueprintId: blueprint },
      { DetectionId: "AIC-001", BlueprintId: blueprint },
      { DetectionId: "AIC-002", BlueprintId: guid(501) },
    ]);
    expect(failures(played)).toEqual([]);
    const also = `AIC-001@${blueprint},AIC-002@${guid(501)}`;
    expect(asked(played)).toEqual([`"${one}", "AIC-046,${also}"`, `"${other}", "AIC-022,${also}"`]);
    expect(
      played.rows
        .filter(({ ActionType }) => ActionType === "Freeze")
        .map(({ AgentId, DetectionId, AlertIds }) => [AgentId, DetectionId, AlertIds]),
    ).toEqual([
      [one, "AIC-046,AIC-001", "alert-0,alert-2"],
      [other, "AIC-022,AIC-001", "alert-1,alert-2"],
    ]);
  });

  test("is nothing of what other products and other rules say", async () => {
    const played = await freeze([
      { DetectionId: "AIC-046", AgentId: one },
      { DetectionId: "AIC-043", AgentId: one, Product: "Microsoft Defender for Cloud Apps" },
      { DetectionId: "AIC-043", AgentId: other, Product: "Microsoft Defender for Cloud Apps" },
      { AgentId: other },
    ]);
    expect(asked(played)).toEqual([`"${one}", "AIC-046"`]);
  });

  test("stays what it is, whatever signs another alert's id holds", async () => {
    const played = await freeze([
      { DetectionId: "AIC-046", AgentId: `"],["${other}` },
      { DetectionId: "AIC-046", AgentId: one },
    ]);
    expect(asked(played)).toEqual([`"${one}", "AIC-046"`]);
    expect(played.rows.map(({ AgentId, ResultState }) => `${AgentId} ${ResultState}`)).toEqual([
      " Skipped",
      `${one} Succeeded`,
      `${one} Succeeded`,
    ]);
  });
});

describe("a run that nobody started by hand", () => {
  const Responds = { ruleIds: ["rule-a"], severities: ["High"], confidences: ["High"] };
  const automatic = { parameters: { Responds } };
  const meeting = { DetectionId: "AIC-010", AgentId: one, Rule: "rule-a", Confidence: "High" };

  test.each<[string, NonNullable<Scenario["alerts"]>]>([
    [
      "another rule's alert has the confidence",
      [
        { ...meeting, Confidence: "Medium" },
        { ...meeting, Rule: "rule-b" },
      ],
    ],
    [
      "another agent's alert has it",
      [
        { ...meeting, Confidence: "Medium" },
        { ...meeting, Rule: "rule-b", AgentId: other },
      ],
    ],
    ["no alert has the severity", [{ ...meeting, Severity: "Medium" }]],
    ["the rule's alert is another product's", [{ ...meeting, Product: "Microsoft Defender XDR" }]],
  ])("ends without a word: %s", async (_what, alerts) => {
    const { run, rows, comments, changes } = await freeze(alerts, automatic);
    expect([run.status, rows, comments, changes]).toEqual(["Succeeded", [], [], []]);
  });

  test("answers the alert that meets all of it; a person's run asks for none of that", async () => {
    const alerts = [{ ...meeting, AgentId: other, Confidence: "Medium" }, meeting];
    const agents = async (more: Scenario) =>
      (await freeze(alerts, more)).rows
        .filter(({ ActionType }) => ActionType === "Freeze")
        .map(({ AgentId }) => AgentId);
    expect(await agents(automatic)).toEqual([one]);
    expect(await agents({})).toEqual([other, one]);
  });

  test("leaves what another run has been started for, and notes what it answers", async () => {
    const { run } = await freeze([meeting], automatic);
    const note = run.calls.find(({ action }) => action === "Note_start")!;
    expect(note).toMatchObject({
      method: "POST",
      url: claimsTable,
      body: { PartitionKey: "claim", RowKey: "start|agentid-freeze-agent|alert-0" },
    });
    const there = { action: "Note_start", status: 409 };
    const by = (Run: unknown) => ({ ...automatic, answers: [there, { action: "Read_start", body: { Run } }] });
    const { comments, rows } = await freeze([meeting], by("another"));
    expect([comments, rows]).toEqual([[], []]);
    // Its own, whose answer got lost.
    const own = await freeze([meeting], by((note.body as { Run: string }).Run));
    expect(own.rows[0]).toMatchObject({ ResultState: "Succeeded" });
  });

  test("responds all the same where it cannot be noted", async () => {
    const { rows } = await freeze([meeting], { ...automatic, answers: [{ action: "Note_start", status: 403 }] });
    expect(rows[0]).toMatchObject({ ResultState: "Succeeded" });
  });

  test("writes a row, and no comment, of what somebody has done already; a person is told", async () => {
    const done = { answers: [{ action: "Get_agent", body: { accountEnabled: false } }] };
    const quiet = await freeze([meeting], { ...automatic, ...done });
    expect([quiet.comments, quiet.rows]).toEqual([[], [expect.objectContaining({ ResultState: "Skipped" })]]);
    expect((await freeze([meeting], done)).comments).toEqual([expect.stringMatching(/disabled already/)]);
  });

  test("tells what the guard leaves alone", async () => {
    const guard = [{ body: guardAnswer("Skip", { why: "An exception is in force." }) }];
    const { comments } = await freeze([meeting], { ...automatic, guard });
    expect(comments).toEqual([expect.stringMatching(/An exception is in force/)]);
  });
});

describe("a story, which stands for what it puts together", () => {
  const finding = (detection: string, more = "agent", severity = "High", confidence = "High", rule = guid(900)) =>
    `${detection} ${severity} ${confidence} ${rule} ${guid(901)} ${more}`;
  const story = (evidence: readonly string[], more: Readonly<Record<string, string>>) => ({
    DetectionId: "AIC-080",
    Confidence: "High",
    Evidence: evidence.join("; "),
    ...more,
  });

  test("is asked about by its findings, and is none itself", async () => {
    const played = await freeze([
      story([finding("AIC-043"), finding("AIC-046")], { AgentId: one, BlueprintId: blueprint }),
      story([finding("AIC-062")], { AgentId: other }),
    ]);
    expect(failures(played)).toEqual([]);
    expect(asked(played)).toEqual([`"${one}", "AIC-043,AIC-046"`, `"${other}", "AIC-062"`]);
    expect(
      played.rows
        .filter(({ ActionType }) => ActionType === "Freeze")
        .map(({ AgentId, DetectionId, AlertIds }) => [AgentId, DetectionId, AlertIds]),
    ).toEqual([
      [one, "AIC-043,AIC-046", "alert-0"],
      [other, "AIC-062", "alert-1"],
    ]);
  });

  test("of a blueprint is acted on for each agent that it names, as the blueprint's", async () => {
    const played = await freeze([
      story([finding("AIC-022", "blueprint")], { AgentId: "", BlueprintId: blueprint, AlsoAgents: `${one} ${other}` }),
    ]);
    expect(asked(played)).toEqual([`"${one}", "AIC-022@${blueprint}"`, `"${other}", "AIC-022@${blueprint}"`]);
  });

  test("beside an alert of its own kind", async () => {
    const played = await freeze([
      { DetectionId: "AIC-010", AgentId: one },
      story([finding("AIC-043")], { AgentId: one }),
    ]);
    expect(asked(played)).toEqual([`"${one}", "AIC-010,AIC-043"`]);
  });

  const Responds = { ruleIds: [guid(900)], severities: ["High"], confidences: ["High"] };
  test.each<[string, string]>([
    [
      "its finding has the confidence of another",
      `${finding("AIC-043", "agent", "High", "Medium")}; ${finding("AIC-046", "agent", "High", "High", guid(902))}`,
    ],
    ["its finding is not severe", finding("AIC-043", "agent", "Medium")],
    ["it tells of other rules", finding("AIC-043", "agent", "High", "High", guid(902))],
  ])("ends without a word: %s", async (_what, evidence) => {
    const { run, rows, comments, changes } = await freeze([story([evidence], { AgentId: one })], {
      parameters: { Responds },
    });
    expect([run.status, rows, comments, changes]).toEqual(["Succeeded", [], [], []]);
  });

  test("is answered when one finding meets all", async () => {
    const played = await freeze(
      [story([finding("AIC-043", "agent", "Medium"), finding("AIC-021")], { AgentId: one })],
      {
        parameters: { Responds },
      },
    );
    expect(played.rows.map(({ AgentId, ResultState }) => `${AgentId} ${ResultState}`)).toContain(`${one} Succeeded`);
  });
});
