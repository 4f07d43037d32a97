import {
  agentId,
  analyst,
  answering,
  blueprintApplication,
  blueprintId,
  certificateId,
  classicAgent,
  containerApp,
  directoryOf,
  failures,
  federatedId,
  functionApp,
  incident,
  ingest,
  job,
  labelsOf,
  logicApp,
  mailbox,
  minute,
  otherAgent,
  said,
  start,
} from "./cloud";
import { operations, unbalanced } from "./telemetry";

/** An approver's comment. @param words of it, in which the code follows `approve` */
const approves = (words = "approve") => ({
  after: 5 * minute,
  authorObjectId: analyst,
  message: (comments: Parameters<ReturnType<typeof answering>>[0]) => {
    const approval = answering("approve")(comments);
    return approval && words.replace("approve", approval);
  },
});
const isEnabled = ({ directory }: Awaited<ReturnType<typeof start>>["cloud"], id = agentId) =>
  directory.get("servicePrincipals", id).accountEnabled;

describe("PB-01", () => {
  test("everybody whom the incident names is looked at, and only agents are frozen", async () => {
    const { cloud } = await start();
    const run = await cloud.run("agentid-freeze-agent", incident([agentId, otherAgent, analyst, "nobody"]));
    expect([run.status, isEnabled(cloud), isEnabled(cloud, otherAgent)]).toEqual(["Succeeded", false, false]);
    expect(run.ledger.map(({ ActionType, ResultState }) => `${ActionType} ${ResultState}`)).toEqual([
      "Freeze Succeeded",
      "ConfirmCompromised Succeeded",
      "Freeze Succeeded",
      "ConfirmCompromised Succeeded",
      "Freeze Skipped",
      "Freeze Skipped",
    ]);
  });

  test("a change that is seen after half a minute is waited for", async () => {
    const { cloud } = await start({ lag: 30_000 });
    const run = await cloud.run("agentid-freeze-agent", incident([agentId]));
    expect([run.status, run.endTime, isEnabled(cloud)]).toEqual(["Succeeded", "2026-03-02T10:00:30.000Z", false]);
  });

  test("the risk mark is refused: the freeze stands", async () => {
    const { cloud } = await start({ without: "IdentityRiskyAgent.ReadWrite.All" });
    const run = await cloud.run("agentid-freeze-agent", incident([agentId]));
    expect([run.status, isEnabled(cloud)]).toEqual(["Failed", false]);
    expect(run.ledger.map(({ ResultState }) => ResultState)).toEqual(["Succeeded", "Failed"]);
  });
});

describe("PB-04", () => {
  const remove = async (CredentialId: string) => {
    const { cloud } = await start({ people: [approves()] });
    const run = await cloud.run("agentid-remove-credential", incident([], { BlueprintId: blueprintId, CredentialId }));
    return { cloud, run };
  };

  test("removes a federated credential, and keeps what it was", async () => {
    const { cloud, run } = await remove(federatedId);
    expect([run.status, cloud.directory.federatedIdentityCredentials(blueprintApplication)]).toEqual(["Succeeded", []]);
    expect(run.ledger[0]).toMatchObject({
      PreviousState: { federated: { subject: "repo:evil/repo:ref:refs/heads/main" } },
    });
    expect(said(run)[0]).toMatch(/CANNOT BE UNDONE.*repo:evil\/repo/);
  });

  test("leaves a certificate to a person, and says how", async () => {
    const { run } = await remove(certificateId);
    expect([run.status, run.changes, run.ledger[0]!.ResultState]).toEqual(["Succeeded", [], "Skipped"]);
    expect(said(run)[0]).toMatch(/MANUAL TASK.*proof/);
  });

  test("does not look up what is no id", async () => {
    const { cloud, run } = await remove("x')/owners/$ref?");
    expect([run.status, cloud.graphCalls]).toEqual(["Succeeded", []]);
    expect(said(run)[0]).toMatch(/This is no object id/);
  });

  test("nothing of a credential stays in the run's history", async () => {
    const { run } = await remove(federatedId);
    const application = run.workflow!.calls.find(({ action }) => action === "Get_application")!;
    expect([application.url, application.responseBody]).toEqual(["(secured)", "(secured)"]);
  });
});

describe("PB-05", () => {
  test("pauses each kind of workload, and cancels what a Logic App still runs", async () => {
    const { cloud } = await start();
    const run = await cloud.run("agentid-pause-workflow", incident([agentId]));
    expect([run.status, failures(run)]).toEqual(["Succeeded", []]);
    expect([logicApp, containerApp, functionApp].map((id) => cloud.workloads.stateOf(id))).toEqual([
      "Disabled",
      "Stopped",
      "Stopped",
    ]);
    const runs = (id: string) => cloud.workloads.get(id, new Date(run.endTime)).runs.map(({ status }) => status);
    expect([runs(logicApp), runs(job)]).toEqual([["Cancelled", "Succeeded"], ["Stopped"]]);
    expect(run.ledger.map(({ WorkflowResourceId }) => WorkflowResourceId).sort()).toEqual(
      [logicApp, containerApp, functionApp, job].sort(),
    );
  });

  test("runs that cannot be cancelled: the pause stands, and the run fails", async () => {
    const { cloud } = await start({ faults: [{ method: "POST", url: "*/cancel?*", status: 500 }] });
    const run = await cloud.run("agentid-pause-workflow", incident([otherAgent]));
    expect([run.status, cloud.workloads.stateOf(logicApp)]).toEqual(["Failed", "Disabled"]);
    expect(said(run).join()).toMatch(/could not all be cancelled/);
    expect(run.ledger).toEqual([expect.objectContaining({ ActionType: "PauseWorkflow", ResultState: "Succeeded" })]);
  });

  test("a workload that only the agent's telemetry names is asked about", async () => {
    const claimed = containerApp;
    const { cloud } = await start({
      people: [],
      fill: async (emulator) => {
        await operations(emulator, 1, { SrcAgentId: otherAgent, WorkflowResourceId: claimed });
      },
    });
    const run = await cloud.run("agentid-pause-workflow", incident([otherAgent]));
    expect([cloud.workloads.stateOf(logicApp), cloud.workloads.stateOf(claimed)]).toEqual(["Disabled", "Running"]);
    expect(said(run)[0]).toMatch(/Approval requested.*ca-agent.*own telemetry/);
  });

  test.each([
    [
      "of another type",
      "/subscriptions/9c4a1f60-7b2d-4e85-a3c9-0d6f8e217b53/resourceGroups/rg-agents/providers/Microsoft.Fabric/capacities/f",
      /nothing here pauses/,
    ],
    ["outside the tenant's scopes", logicApp.replace("rg-agents", "rg-payroll"), /workflowScopes/],
    ["that would lead elsewhere", ".example.com/subscriptions/../x", /nothing here pauses/],
  ])("a workload %s is a task for a person", async (_what, id, why) => {
    const { cloud } = await start({
      fill: async (emulator) => {
        await operations(emulator, 1, { SrcAgentId: otherAgent, WorkflowResourceId: id });
      },
      workloads: [],
    });
    const run = await cloud.run("agentid-pause-workflow", incident([otherAgent]));
    const row = run.ledger.find(({ WorkflowResourceId }) => WorkflowResourceId === id);
    expect(row).toMatchObject({ ResultState: "Skipped", Reason: expect.stringMatching(why) });
    expect(run.calls.filter(({ url }) => /payroll|Fabric|example\.com/.test(url))).toEqual([]);
    expect(said(run).join()).toContain("MANUAL TASK");
  });
});

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

describe("PB-07", () => {
  const paused = ["agentid-freeze-agent", "agentid-quarantine-agent", "agentid-pause-workflow"];

  /** Stops the agent in every way, then releases it ten minutes later. */
  async function release(words: string, more: Parameters<typeof start>[0] = {}) {
    const { cloud, emulator } = await start({ people: [{ ...approves(words), after: 25 * minute }], ...more });
    for (const name of paused) expect((await cloud.run(name, incident([agentId]))).status).toBe("Succeeded");
    const later = { ...incident([agentId]), createdTime: "2026-03-02T10:20:00.000Z" };
    return { cloud, emulator, run: await cloud.run("agentid-unfreeze", later) };
  }

  /** Detections that are silent for the agent a week later. */
  const excepted = async (emulator: Awaited<ReturnType<typeof start>>["emulator"]) => {
    const kql = `AgentExceptionsInForce() | where Id == '${agentId}' | project Detection | order by Detection asc`;
    return (await emulator.query(kql, { now: new Date("2026-03-10T00:00:00Z") })).rows.flat();
  };
  const both = ["AIC-043", "AIC-046"];

  test.each([
    {
      what: "a false alarm",
      words: "approve",
      risk: "confirmedSafe",
      reason: "The alarm was false: the agent is safe.",
      verdict: "FalsePositive",
      closed: "InaccurateData",
      silent: both,
      says: /alarm was false: the detections of this incident are silent/,
    },
    {
      what: "what is real and allowed",
      words: "benign, approve",
      risk: "dismissed",
      reason: "What was seen is allowed: the risk is dismissed.",
      verdict: "BenignPositive",
      closed: "SuspiciousButExpected",
      silent: both,
      says: /seen is allowed: the detections of this incident are silent/,
    },
    {
      what: "a repair",
      words: "approve repaired",
      risk: "dismissed",
      reason: "The cause of what was seen is removed: the risk is dismissed.",
      verdict: "TruePositive",
      closed: "SuspiciousActivity",
      silent: [],
      says: /alarm was right.*no exception was granted/,
    },
  ])("after $what: undoes what the others did, and closes the incident as $verdict", async (one) => {
    const { cloud, emulator, run } = await release(one.words);
    expect([run.status, failures(run), isEnabled(cloud)]).toEqual(["Succeeded", [], true]);
    expect([logicApp, containerApp, functionApp].map((id) => cloud.workloads.stateOf(id))).toEqual([
      "Enabled",
      "Running",
      "Running",
    ]);
    expect(cloud.directory.get("riskyAgents", agentId).riskState).toBe(one.risk);
    expect(cloud.directory.get("servicePrincipals", agentId).customSecurityAttributes).toMatchObject({
      AgentGovernance: { QuarantineState: "None" },
    });
    expect(cloud.incidents.get(incident([]).id).properties).toMatchObject({
      status: "Closed",
      classification: one.verdict,
      classificationReason: one.closed,
      classificationComment: "Released by agentid-unfreeze, approved by ana@contoso.com.",
    });
    expect(labelsOf(cloud)).toContain("agent-released");
    const of = (kind: string) => run.ledger.filter(({ ActionType }) => ActionType === kind);
    expect(of("Unfreeze")).toEqual([
      expect.objectContaining({
        ResultState: "Succeeded",
        ApprovalState: "Approved",
        ApprovedBy: "ana@contoso.com",
        Verdict: one.verdict,
      }),
    ]);
    expect(of("ConfirmSafe")).toEqual([expect.objectContaining({ ResultState: "Succeeded", Reason: one.reason })]);
    expect(of("ResumeWorkflow")).toHaveLength(4);
    expect(of("Suppress").map(({ DetectionId, Verdict }) => [DetectionId, Verdict])).toEqual(
      [...one.silent].reverse().map((id) => [id, one.verdict]),
    );
    expect(run.ledger).toHaveLength(6 + one.silent.length);
    expect(said(run).at(-1)).toMatch(one.says);
    expect(await excepted(emulator)).toEqual(one.silent);
  });

  describe("an agent that is only disabled", () => {
    const releaseDisabled = async (words: string, more: Parameters<typeof start>[0] = {}) => {
      const directory = (stack: string) => directoryOf(stack, { enabled: false });
      const { cloud, emulator } = await start({ people: [approves(words)], directory, ...more });
      return { cloud, emulator, run: await cloud.run("agentid-unfreeze", incident([agentId])) };
    };

    test("the request says what each answer means; one with both words silences nothing", async () => {
      const { cloud, emulator, run } = await releaseDisabled("approve repaired, benign");
      const request = said(run)[0];
      expect(request).toMatch(/repaired to the approval when the alarm was right and its cause is removed/);
      expect(request).toMatch(/benign when what was seen did happen and is allowed/);
      expect(request).toMatch(/\(AIC-046,AIC-043\) are silent for them for 14 days, unless the approval says repaired/);
      expect([run.status, run.ledger.map(({ Verdict }) => Verdict)]).toEqual(["Succeeded", ["TruePositive"]]);
      expect(await excepted(emulator)).toEqual([]);
      expect(cloud.incidents.get(incident([]).id).properties).toMatchObject({ classification: "TruePositive" });
    });

    test("a release that fails after a repair is no verdict", async () => {
      const faults = [{ method: "PATCH", url: "*/microsoft.graph.agentIdentity", status: 403 }];
      const { cloud, run } = await releaseDisabled("approve repaired", { faults });
      expect([run.status, run.ledger.map(({ Verdict }) => Verdict)]).toEqual(["Failed", ["Undetermined"]]);
      expect(said(run).join()).not.toContain("The alarm was right");
      expect(cloud.incidents.get(incident([]).id).properties.status).not.toBe("Closed");
    });
  });

  test("a step fails: what was released is stopped again, nothing is excepted, the incident stays open", async () => {
    const faults = [{ method: "POST", url: "*/confirmSafe", status: 403 }];
    const { cloud, run } = await release("approve", { faults });
    expect([run.status, isEnabled(cloud)]).toEqual(["Failed", false]);
    expect(cloud.directory.get("servicePrincipals", agentId).customSecurityAttributes).toMatchObject({
      AgentGovernance: { QuarantineState: "Quarantined" },
    });
    expect(run.ledger.map(({ ActionType, ResultState }) => `${ActionType} ${ResultState}`)).toEqual([
      "Unfreeze Failed",
      "Freeze Succeeded",
      "Quarantine Succeeded",
      "ConfirmSafe Failed",
    ]);
    expect(cloud.incidents.get(incident([]).id).properties.status).not.toBe("Closed");
  });
});

describe("PB-08", () => {
  const notify = async (setting: Parameters<typeof start>[0] = {}, parameters = {}) => {
    const { cloud } = await start(setting);
    return { cloud, run: await cloud.run("agentid-notify-owners", incident([agentId]), { parameters }) };
  };

  test("names sponsors and owners, and writes to them from the tenant's mailbox", async () => {
    const { cloud, run } = await notify();
    expect([run.status, failures(run)]).toEqual(["Succeeded", []]);
    expect(said(run)).toEqual([expect.stringMatching(/Sponsor: Sam Sponsor, sam@contoso\.com.*A mail was sent/)]);
    expect(cloud.directory.mails).toEqual([
      expect.objectContaining({
        from: mailbox,
        message: expect.objectContaining({ toRecipients: [{ emailAddress: { address: "sam@contoso.com" } }] }),
      }),
    ]);
    expect(run.ledger).toEqual([
      expect.objectContaining({
        ActionType: "Notify",
        ActionMode: "Enforced",
        ResultState: "Succeeded",
        HttpStatus: 202,
      }),
    ]);
  });

  test.each<[string, object, object, string, RegExp]>([
    ["without a mailbox", {}, { MailSender: "" }, "Skipped", /No mail: The tenant has no mailbox/],
    ["in a dry run", {}, { ResponseMode: "DryRun" }, "DryRun", /would have been sent/],
    [
      "to an agent that nobody answers for",
      { directory: (stack: string) => ({ ...directoryOf(stack), relations: {} }) },
      {},
      "Skipped",
      /neither sponsor nor owner/,
    ],
  ])("%s nothing is sent", async (_what, setting, parameters, state, says) => {
    const { cloud, run } = await notify(setting, parameters);
    expect([run.status, cloud.directory.mails, run.ledger[0]!.ResultState]).toEqual(["Succeeded", [], state]);
    expect(said(run)[0]).toMatch(says);
  });

  test.each([
    ["mail", { without: "Mail.Send" }],
    ["names", { faults: [{ method: "GET", url: "*/sponsors?*", status: 403 }] }],
  ])("no %s: told to do it by hand, and the run fails", async (_what, setting) => {
    const { run } = await notify(setting);
    expect([run.status, run.ledger[0]!.ResultState]).toEqual(["Failed", "Failed"]);
    expect(said(run)[0]).toMatch(/NO MAIL WAS SENT: tell them by hand/);
  });
});

test("PB-11 says that an agent is opted in by ownership", async () => {
  const directory = (stack: string) => ({ ...directoryOf(stack), relations: {} });
  const { cloud } = await start({ people: [approves()], directory });
  const run = await cloud.run("agentid-freeze-classic-agent", incident([classicAgent]));
  expect([run.status, isEnabled(cloud, classicAgent)]).toEqual(["Failed", true]);
  expect(said(run).at(-1)).toMatch(/make the identity an owner of the agent/);
});
