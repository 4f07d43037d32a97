import {
  agentId,
  approves,
  containerApp,
  directoryOf,
  failures,
  functionApp,
  incident,
  isEnabled,
  labelsOf,
  logicApp,
  minute,
  said,
  start,
} from "./cloud";

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
  const both = ["AIC-009", "AIC-022"];

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
      expect(request).toMatch(/Its detections: AIC-022,AIC-009\./);
      expect(request).toMatch(
        /The detections of each are silent for it for 14 days, unless the approval says repaired/,
      );
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
