import {
  agentId,
  analyst,
  approves,
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
  isEnabled,
  job,
  logicApp,
  otherAgent,
  said,
  start,
} from "./cloud";
import { operations } from "./telemetry";

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
    expect([run.status, run.endTime, isEnabled(cloud)]).toEqual(["Succeeded", "2026-03-02T10:01:30.000Z", false]);
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

test("PB-11 says that an agent is opted in by ownership", async () => {
  const directory = (stack: string) => ({ ...directoryOf(stack), relations: {} });
  const { cloud } = await start({ people: [approves()], directory });
  const run = await cloud.run("agentid-freeze-classic-agent", incident([classicAgent]));
  expect([run.status, isEnabled(cloud, classicAgent)]).toEqual(["Failed", true]);
  expect(said(run).at(-1)).toMatch(/make the identity an owner of the agent/);
});
