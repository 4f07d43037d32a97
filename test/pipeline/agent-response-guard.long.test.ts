import { SentinelEmulator, type Workspace } from "../../lib/emulator";
import { fillWatchlist, given, workspaceWithColumns } from "./support";

const agent = "0d9f7c1e-0000-4000-8000-000000000001";
const other = (n: number) => `0d9f7c1e-0000-4000-8000-00000000010${n}`;
const blueprint = "0d9f7c1e-0000-4000-8000-0000000000b1";
const workflow = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Logic/workflows/care";
const now = new Date("2026-03-02T12:00:00Z");
let shipped: Workspace;
let emulator: SentinelEmulator;

const columns: Readonly<Record<string, readonly string[]>> = {
  AgentPolicy: [
    "AgentOrBlueprintId",
    "ResponseMode",
    "Criticality",
    "QuietHours",
    "MaxFrozenShare",
    "MaxResponsesPerHour",
  ],
  AgentExceptions: ["AgentId", "DetectionId", "Expiry", "Reason"],
  AgentGrantedExceptions: ["AgentId", "DetectionId", "Expiry", "Reason", "Approver"],
  AgentSenders: ["SenderId", "SenderName", "SpeaksFor"],
};

beforeAll(() => {
  shipped = workspaceWithColumns(columns);
});
beforeEach(async () => {
  emulator = await SentinelEmulator.open(shipped, { rules: [] });
});
afterEach(() => emulator.close());

const have = (table: string, ...rows: Record<string, unknown>[]) => emulator.ingest(given(table, rows));
const asset = (id: string, more: Record<string, unknown> = {}) => ({
  TimeGenerated: "2026-03-02T02:00:00Z",
  AssetType: "AgentIdentity",
  AgentId: id,
  AgentName: "care-agent",
  BlueprintId: blueprint,
  AccountEnabled: true,
  ...more,
});
const alert = (detection: string, more: Record<string, unknown> = {}) => ({
  TimeGenerated: "2026-03-02T11:30:00Z",
  ExtendedProperties: JSON.stringify({
    "Custom Details": JSON.stringify({ AgentId: [agent], DetectionId: [detection] }),
  }),
  ...more,
});
const response = (more: Record<string, unknown>) => ({
  TimeGenerated: "2026-03-02T11:30:00Z",
  ActionType: "Freeze",
  ActionMode: "Enforced",
  ResultState: "Succeeded",
  ...more,
});

const gateway = "0d9f7c1e-0000-4000-8000-0000000000a1";
const record = (more: Record<string, unknown> = {}) => ({
  TimeGenerated: "2026-03-02T11:00:00Z",
  SrcAgentId: agent,
  SrcAgentBlueprintId: blueprint,
  SenderId: gateway,
  SenderStanding: "Named",
  ...more,
});
const speaks = (...scopes: string[]) =>
  fill(
    "AgentSenders",
    scopes.map((SpeaksFor) => ({ SenderId: gateway, SenderName: "gateway", SpeaksFor })),
  );

const fill = (alias: string, items: Record<string, string>[]) => fillWatchlist(emulator, alias, items);
const policy = (...items: Record<string, string>[]) => fill("AgentPolicy", items);

async function guard({
  id = agent,
  detections = "AIC-046",
  action = "Freeze",
  mode = "Auto",
  claimed = "",
  at = now,
} = {}) {
  const claims = claimed ? `, "${claimed}"` : "";
  const text = `AgentResponseGuard("${id}", "${detections}", "${action}", "${mode}"${claims})`;
  const { columns, rows } = await emulator.query(text, { now: at });
  expect(rows).toHaveLength(1);
  return Object.fromEntries(columns.map(({ name }, i) => [name, rows[0]![i]]));
}

/** Detections of two families, from two sources: what a sender told, and what the collector found out. */
const two = "AIC-046,AIC-022";
const auto = { AgentOrBlueprintId: agent, ResponseMode: "Auto" };

describe("with an agent in the inventory", () => {
  beforeEach(async () => {
    await have("AgentAsset_CL", asset(agent, { WorkflowResourceIds: [workflow] }));
    await have("AgentExecution_CL", record());
    await speaks("*");
  });

  test("without a policy nothing but a dry run", async () => {
    await policy();
    expect(await guard({ detections: two })).toMatchObject({
      Decision: "DryRun",
      ResponseMode: "DryRun",
      AgentName: "care-agent",
      BlueprintId: blueprint,
      WorkflowResourceIds: [workflow],
    });
  });

  test("one kind of signal asks, two from independent sources act", async () => {
    await policy(auto);
    expect(await guard()).toMatchObject({ Decision: "Ask", Signals: 1 });
    await have("SecurityAlert", alert("AIC-047"));
    expect(await guard()).toMatchObject({ Decision: "Ask", Signals: 1 });
    await have("SecurityAlert", alert("AIC-009"));
    expect(await guard()).toMatchObject({ Decision: "Act", Signals: 2, CryptographicFailure: false });
  });

  test("all that one sender tells is one source, whatever rules it makes fire", async () => {
    await policy(auto);
    const answer = await guard({ detections: "AIC-046,AIC-043,AIC-060,AIC-030" });
    expect(answer).toMatchObject({ Decision: "Ask", Signals: 1 });
    expect(answer.Why).toContain("All that one sender tells is one source");
  });

  test("two detections of one kind are one signal, though from two sources", async () => {
    await policy(auto);
    expect(await guard({ detections: "AIC-009,AIC-013" })).toMatchObject({ Decision: "Ask", Signals: 1 });
  });

  describe("whose records count", () => {
    const telemetry = "AIC-046,AIC-043";
    test.each<[string, Record<string, unknown>, string[]]>([
      ["a sender that nobody knows", { SenderId: "", SenderStanding: "" }, ["*"]],
      ["a sender that no list names", { SenderId: other(7) }, ["*"]],
      ["a sender that is named for another agent and blueprint", {}, [`${other(1)}; ${other(2)}`]],
      ["a sender that says it is the agent, and is not", { SenderId: other(7), SenderStanding: "Self" }, ["*"]],
    ])("not those of %s, and one such record makes all uncertain", async (_who, more, scopes) => {
      await policy(auto);
      await speaks(...scopes);
      await have("AgentExecution_CL", record(more));
      const answer = await guard({ detections: telemetry });
      expect(answer).toMatchObject({ Decision: "Ask", Signals: 0 });
      expect(answer.Why).toContain("count for nothing");
      expect(await guard({ detections: two })).toMatchObject({ Decision: "Ask", Signals: 1 });
    });

    test.each<[string, Record<string, unknown>, string[]]>([
      ["for the agent", {}, [`${other(1)}; ${agent.toUpperCase()}`]],
      ["for its blueprint", {}, [blueprint]],
      ["as itself", { SenderId: agent, SenderStanding: "Self" }, ["*"]],
    ])("those of a sender that may speak %s", async (_how, more, scopes) => {
      await policy(auto);
      await speaks(...scopes);
      await have("AgentExecution_CL", record(more));
      expect(await guard({ detections: two })).toMatchObject({ Decision: "Act", Signals: 2 });
    });

    test("not those that name a blueprint which is not the agent's", async () => {
      await policy(auto);
      await speaks(other(9));
      await have("AgentExecution_CL", record({ SrcAgentBlueprintId: other(9) }));
      expect(await guard({ detections: two })).toMatchObject({ Decision: "Ask", Signals: 1 });
    });

    describe("that the agent's own key signed", () => {
      const place = { ChainId: `${agent}/1`, ChainSequence: 1 };
      const signed = record({ ...place, Signature: "e..s" });
      const verdict = {
        TimeGenerated: "2026-03-02T11:10:00Z",
        SrcAgentId: agent,
        ...place,
        VerificationState: "Valid",
      };
      // Instead of the unsigned one: what arrived a day ago does not count.
      const at = new Date("2026-03-03T11:30:00Z");
      const later = (row: object, more: Record<string, unknown> = {}) => ({
        ...row,
        TimeGenerated: "2026-03-03T11:00:00Z",
        ...more,
      });

      test("each kind of signal counts", async () => {
        await policy(auto);
        await have("AgentExecution_CL", later(signed));
        await have("AgentSignature_CL", later(verdict));
        expect(await guard({ detections: telemetry, at })).toMatchObject({ Decision: "Act", Signals: 2 });
      });

      test.each<[string, object[], object[]]>([
        ["are not verified yet", [signed], []],
        ["are refused", [signed], [{ ...verdict, VerificationState: "BadSignature" }]],
        ["stand beside an unsigned one", [signed, record()], [verdict]],
        ["stand beside another that claims the same place", [signed, signed], [verdict]],
      ])("but not when they %s", async (_what, records, verdicts) => {
        await policy(auto);
        await have("AgentExecution_CL", ...records.map((row) => later(row)));
        await have("AgentSignature_CL", ...verdicts.map((row) => later(row)));
        expect(await guard({ detections: telemetry, at })).toMatchObject({ Decision: "Ask", Signals: 1 });
      });
    });
  });

  test("what is said of its blueprint counts for the agent, what is said of a sibling does not", async () => {
    await policy(auto);
    const of = (details: object) => ({
      ...alert(""),
      ExtendedProperties: JSON.stringify({
        "Custom Details": JSON.stringify({ DetectionId: ["AIC-022"], ...details }),
      }),
    });
    await have("SecurityAlert", of({ AgentId: [other(1)], BlueprintId: [blueprint] }), of({ BlueprintId: [other(2)] }));
    expect(await guard()).toMatchObject({ Decision: "Ask", Signals: 1 });
    await have("SecurityAlert", of({ AgentId: [""], BlueprintId: [blueprint] }));
    expect(await guard()).toMatchObject({ Decision: "Act", Signals: 2 });
  });

  test("of the detections it is told, those that are said of blueprints alone count for agents of these", async () => {
    await policy(auto);
    const told = (...blueprints: string[]) => guard({ detections: `AIC-046,AIC-022@${blueprints.join(" ")}` });
    expect(await told(other(2))).toMatchObject({ Decision: "Ask", Signals: 1 });
    expect(await told(blueprint.toUpperCase())).toMatchObject({ Decision: "Act", Signals: 2 });
    expect(await told(other(2), blueprint)).toMatchObject({ Decision: "Act", Signals: 2 });
    // What does not concern it keeps no exception from holding.
    await fill("AgentExceptions", [
      { AgentId: agent, DetectionId: "AIC-046", Expiry: "2026-04-01", Reason: "migration" },
    ]);
    expect(await told(other(2))).toMatchObject({ Decision: "Skip" });
    expect(await told(blueprint)).toMatchObject({ Decision: "Act" });
  });

  test("signals of yesterday, of another agent and of the platform do not count", async () => {
    await policy(auto);
    await have("SecurityAlert", alert("AIC-043", { TimeGenerated: "2026-03-01T11:00:00Z" }), alert("AIC-070"), {
      ...alert("AIC-043"),
      ExtendedProperties: JSON.stringify({
        "Custom Details": JSON.stringify({ AgentId: [other(1)], DetectionId: ["AIC-043"] }),
      }),
    });
    expect(await guard()).toMatchObject({ Decision: "Ask", Signals: 1 });
  });

  const signature = { TimeGenerated: "2026-03-02T11:00:00Z", SrcAgentId: agent, ClaimedAgentId: agent };
  test.each(["ChainFork", "KeyRevoked"])("what the agent's own key proves is enough: %s", async (VerificationState) => {
    await policy(auto);
    await have("AgentSignature_CL", { ...signature, VerificationState, ProvenByKey: true });
    expect(await guard()).toMatchObject({ Decision: "Act", Signals: 1, CryptographicFailure: true });
  });

  const lineage = { TimeGenerated: "2026-03-02T11:00:00Z", BlueprintId: blueprint };
  test.each([
    ["provenance that failed", "AgentLineage_CL", { ...lineage, VerificationState: "Failed" }],
    ["a build that breaks the policy", "AgentLineage_CL", { ...lineage, VerificationState: "Untrusted" }],
    ["a fork that anybody can bring about", "AgentSignature_CL", { ...signature, VerificationState: "ChainFork" }],
    [
      "a signature that does not verify",
      "AgentSignature_CL",
      { ...signature, SrcAgentId: "", VerificationState: "BadSignature" },
    ],
    ["a gap, which a lost record leaves", "AgentSignature_CL", { ...signature, VerificationState: "ChainGap" }],
    ["a copy", "AgentSignature_CL", { ...signature, VerificationState: "Replayed" }],
    [
      "another agent's key",
      "AgentSignature_CL",
      { ...signature, SrcAgentId: other(1), VerificationState: "ChainFork", ProvenByKey: true },
    ],
    [
      "proof of the day before",
      "AgentSignature_CL",
      { ...signature, TimeGenerated: "2026-03-01T11:00:00Z", VerificationState: "ChainFork", ProvenByKey: true },
    ],
  ])("no proof: %s", async (_what, table, row) => {
    await policy(auto);
    await have(table, row);
    expect(await guard()).toMatchObject({ Decision: "Ask", CryptographicFailure: false });
  });

  test("the nearest policy wins, and the playbook's own mode is a ceiling", async () => {
    const detections = "AIC-046,AIC-022";
    await policy(
      { AgentOrBlueprintId: "*", ResponseMode: "Off" },
      { AgentOrBlueprintId: blueprint, ResponseMode: "Auto" },
    );
    expect(await guard({ detections })).toMatchObject({ Decision: "Act" });
    expect(await guard({ detections, mode: "Approve" })).toMatchObject({ Decision: "Ask" });
    expect(await guard({ detections, mode: "DryRun" })).toMatchObject({ Decision: "DryRun" });
    expect(await guard({ detections, mode: "Off" })).toMatchObject({ Decision: "Skip" });
    await policy({ AgentOrBlueprintId: "*", ResponseMode: "Auto" }, { AgentOrBlueprintId: agent, ResponseMode: "Off" });
    expect(await guard({ detections })).toMatchObject({ Decision: "Skip" });
  });

  describe("a value that nobody understands asks a person, and is named", () => {
    test.each([
      ["ResponseMode", "Atuo"],
      ["ResponseMode", "Automatic"],
      ["Criticality", "Very"],
      ["QuietHours", "22:00-06:00"],
      ["QuietHours", "22"],
      ["QuietHours", "25-26"],
      ["QuietHours", "08-08"],
      ["MaxFrozenShare", "150"],
      ["MaxFrozenShare", "-0.1"],
      ["MaxFrozenShare", "0,25"],
      ["MaxFrozenShare", "25%"],
      ["MaxFrozenShare", "NaN"],
    ])("%s %s", async (name, value) => {
      await policy({ ...auto, [name]: value });
      const answer = await guard({ detections: two });
      expect(answer).toMatchObject({ Decision: "Ask" });
      expect(answer.Why).toContain(`${name} "${value}" (AgentPolicy)`);
    });

    test.each(["five", "-1", "2.5", "1e3", "101"])("MaxResponsesPerHour %s", async (MaxResponsesPerHour) => {
      await policy(auto, { AgentOrBlueprintId: "*", MaxResponsesPerHour });
      const answer = await guard({ detections: two });
      expect(answer).toMatchObject({ Decision: "Ask" });
      expect(answer.Why).toContain(`MaxResponsesPerHour "${MaxResponsesPerHour}"`);
    });

    test.each(["soon", "", "2026-13-45"])('the Expiry "%s" of an exception that would count', async (Expiry) => {
      await policy(auto);
      await fill("AgentExceptions", [{ AgentId: agent, DetectionId: "AIC-022", Expiry, Reason: "migration" }]);
      const answer = await guard({ detections: two });
      expect(answer).toMatchObject({ Decision: "Ask" });
      expect(answer.Why).toContain(`Expiry "${Expiry}" of the exception from AIC-022`);
      expect(await guard({ detections: "AIC-046,AIC-009" })).toMatchObject({ Decision: "Act" });
    });

    test("two rows for one agent that differ", async () => {
      await policy(auto, { AgentOrBlueprintId: agent.toUpperCase(), ResponseMode: "Off" });
      const answer = await guard({ detections: two });
      expect(answer).toMatchObject({ Decision: "Ask" });
      expect(answer.Why).toContain('ResponseMode "Auto" and "Off" (AgentPolicy)');
    });

    test("but for a value that a nearer row overrules, and one of another agent", async () => {
      await policy(
        { ...auto, QuietHours: " 22 - 06 " },
        { AgentOrBlueprintId: blueprint, QuietHours: "at night" },
        { AgentOrBlueprintId: other(1), ResponseMode: "Atuo" },
      );
      expect(await guard({ detections: two })).toMatchObject({ Decision: "Act" });
    });

    test("Off and DryRun stay what they are, and say what is wrong beside them", async () => {
      await policy({ ...auto, ResponseMode: "off", QuietHours: "at night" });
      expect(await guard({ detections: two })).toMatchObject({ Decision: "Skip" });
      await policy({ ...auto, ResponseMode: "DryRun", QuietHours: "at night" });
      const answer = await guard({ detections: two });
      expect(answer).toMatchObject({ Decision: "DryRun" });
      expect(answer.Why).toContain('QuietHours "at night"');
    });
  });

  test("exceptions must cover every detection of the incident, and be in force", async () => {
    await policy(auto);
    const exception = { AgentId: agent, DetectionId: "AIC-046", Expiry: "2026-04-01", Reason: "migration" };
    await fill("AgentExceptions", [exception]);
    expect(await guard()).toMatchObject({ Decision: "Skip" });
    expect(await guard({ detections: "AIC-046,AIC-022" })).toMatchObject({ Decision: "Act" });
    // What the ledger says of an exception is a record of it, and none.
    await have(
      "AgentResponse_CL",
      response({ ActionType: "Suppress", AgentId: agent, DetectionId: "AIC-022", ExpiryTime: "2026-03-03T00:00:00Z" }),
    );
    expect(await guard({ detections: "AIC-046,AIC-022" })).toMatchObject({ Decision: "Act" });
    await fill("AgentGrantedExceptions", [
      { AgentId: agent, DetectionId: "AIC-022", Expiry: "2026-03-03T00:00:00Z", Reason: "false alarm" },
    ]);
    expect(await guard({ detections: "AIC-046, AIC-022" })).toMatchObject({ Decision: "Skip" });
    expect(await guard({ detections: "AIC-046,AIC-022", at: new Date("2026-03-03T12:00:00Z") })).not.toMatchObject({
      Decision: "Skip",
    });
  });

  test("the breaker opens at the limit, counting each target once, and never for the agent itself", async () => {
    await policy(auto, { AgentOrBlueprintId: "*", MaxResponsesPerHour: "2" });
    await have(
      "AgentResponse_CL",
      response({ AgentId: other(1) }),
      response({ AgentId: other(1), ActionType: "Quarantine" }),
      response({ AgentId: agent }),
      response({ AgentId: other(2), TimeGenerated: "2026-03-02T10:30:00Z" }),
      response({ AgentId: other(3), ActionMode: "DryRun", ResultState: "DryRun" }),
    );
    expect(await guard({ detections: two })).toMatchObject({ Decision: "Act", BreakerOpen: false });
    await have("AgentResponse_CL", response({ WorkflowResourceId: workflow, ActionType: "PauseWorkflow" }));
    const open = await guard({ detections: two });
    expect(open).toMatchObject({ Decision: "Ask", BreakerOpen: true });
    expect(open.Why).toContain("2 stopped within an hour or about to be, 2 allowed");
  });

  describe("what runs have claimed counts as if it were done", () => {
    const claim = (n: number, action = "Freeze", time = "2026-03-02T11:59:30Z") => `${action}|${other(n)}|${time}`;

    test("for the breaker, once with the ledger's row of the same target", async () => {
      await policy(auto, { AgentOrBlueprintId: "*", MaxResponsesPerHour: "2" });
      await have("AgentResponse_CL", response({ AgentId: other(1) }));
      const own = `Freeze|${agent}|2026-03-02T11:59:30Z`;
      expect(await guard({ detections: two, claimed: [own, claim(1)].join(";") })).toMatchObject({ Decision: "Act" });
      expect(await guard({ detections: two, claimed: [own, claim(2, "Quarantine")].join(";") })).toMatchObject({
        Decision: "Ask",
        BreakerOpen: true,
      });
      expect(await guard({ detections: two, claimed: claim(2, "Freeze", "2026-03-02T10:30:00Z") })).toMatchObject({
        Decision: "Act",
      });
    });

    test("for the share of the fleet, unless it was released since", async () => {
      await policy({ AgentOrBlueprintId: "*", ResponseMode: "Auto" });
      await have("AgentAsset_CL", ...[1, 2, 3, 4, 5, 6, 7].map((n) => asset(other(n))));
      expect(await guard({ detections: two, claimed: claim(1) })).toMatchObject({ Decision: "Act" });
      const claimed = `${claim(1)};${claim(2)}`;
      expect(await guard({ detections: two, claimed })).toMatchObject({ Decision: "Ask", BreakerOpen: true });
      await have(
        "AgentResponse_CL",
        response({ AgentId: other(2), ActionType: "Unfreeze", TimeGenerated: "2026-03-02T11:59:45Z" }),
      );
      expect(await guard({ detections: two, claimed })).toMatchObject({ Decision: "Act" });
    });
  });

  test("a fleet keeps three quarters of its agents, unless a person says otherwise", async () => {
    await policy({ AgentOrBlueprintId: "*", ResponseMode: "Auto" });
    await have("AgentAsset_CL", ...[1, 2, 3, 4, 5, 6, 7].map((n) => asset(other(n), { AccountEnabled: n !== 1 })));
    expect(await guard({ detections: two })).toMatchObject({ Decision: "Act" });
    await have("AgentResponse_CL", response({ AgentId: other(2), TimeGenerated: "2026-03-02T03:00:00Z" }));
    expect(await guard({ detections: two })).toMatchObject({ Decision: "Ask", BreakerOpen: true });
    await have(
      "AgentResponse_CL",
      response({ AgentId: other(2), ActionType: "Unfreeze", TimeGenerated: "2026-03-02T04:00:00Z" }),
    );
    expect(await guard({ detections: two })).toMatchObject({ Decision: "Act", BreakerOpen: false });
    await policy({ AgentOrBlueprintId: "*", ResponseMode: "Auto", MaxFrozenShare: "0.1" });
    expect(await guard({ detections: two })).toMatchObject({ Decision: "Ask", BreakerOpen: true });
  });

  test.each([
    ["11-13", "Ask"],
    ["13-11", "Act"],
    ["22-06", "Act"],
    ["12-13", "Ask"],
    ["08-12", "Act"],
    ["20-13", "Ask"],
  ])("quiet hours %s at noon: %s", async (QuietHours, Decision) => {
    await policy({ ...auto, QuietHours });
    expect(await guard({ detections: two })).toMatchObject({ Decision });
  });

  test("an agent that a person released a while ago is not stopped again without one", async () => {
    await policy(auto);
    await have(
      "AgentResponse_CL",
      response({ AgentId: agent, ActionType: "Unfreeze", TimeGenerated: "2026-03-02T08:15:00Z" }),
    );
    const answer = await guard({ detections: two });
    expect(answer).toMatchObject({ Decision: "Ask" });
    expect(answer.Why).toContain("2026-03-02 08:15 UTC");
    expect(await guard({ detections: two, at: new Date("2026-03-03T09:00:00Z") })).toMatchObject({
      Decision: "Act",
    });
  });

  test("what is critical, wide or final is never done unasked", async () => {
    await policy({ ...auto, Criticality: "Critical" });
    expect(await guard({ detections: two })).toMatchObject({ Decision: "Ask" });
    await policy(auto);
    for (const action of ["FreezeBlueprint", "RemoveCredential", "Unfreeze", "Suppress"])
      expect(await guard({ detections: two, action })).toMatchObject({ Decision: "Ask" });
    expect(await guard({ detections: two, action: "Quarantine" })).toMatchObject({ Decision: "Act" });
  });

  test("undoing needs no policy that allows doing", async () => {
    await policy({ AgentOrBlueprintId: agent, ResponseMode: "Off" });
    expect(await guard({ action: "Unfreeze" })).toMatchObject({ Decision: "Ask" });
    expect(await guard({ action: "Unfreeze", mode: "DryRun" })).toMatchObject({ Decision: "DryRun" });
  });
});

test("an agent in no inventory is never stopped unasked, and is named by what it says of itself", async () => {
  await policy({ AgentOrBlueprintId: "*", ResponseMode: "Auto" });
  await have("AgentExecution_CL", {
    TimeGenerated: "2026-03-02T11:00:00Z",
    SrcAgentId: agent,
    SrcAgentName: "stranger",
    SrcAgentBlueprintId: blueprint,
    WorkflowResourceId: workflow,
  });
  expect(await guard({ detections: two })).toMatchObject({
    Decision: "Ask",
    AgentName: "stranger",
    BlueprintId: blueprint,
    WorkflowResourceIds: [workflow],
  });
});

test("nothing known at all is still one row", async () => {
  await policy();
  expect(await guard({ detections: "" })).toMatchObject({
    Decision: "DryRun",
    AgentName: "",
    BlueprintId: "",
    WorkflowResourceIds: [],
    Signals: 0,
  });
});
