import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadWorkflows, runWorkflow, StubTransport, type Value, type WorkflowRun } from "../../lib/workflow";

/** The package's own freeze playbook: everything that a real one combines, over stubbed HTTP. */
const file = "playbooks/PB-01-freeze-agent/workflow.json";
const [workflow] = loadWorkflows(readFileSync(join(__dirname, "../..", file), "utf8"), file);

const agent = "11111111-1111-1111-1111-111111111111";
const graph = "https://graph.microsoft.com/v1.0/servicePrincipals/";
const read = {
  method: "GET",
  url: `${graph}${agent}*`,
  body: { id: agent, displayName: "Ledger", accountEnabled: true, servicePrincipalType: "ServiceIdentity" },
};
const others = [
  { method: "POST", url: "https://logs.test/*", status: 204 },
  { method: "POST", url: "connection://azuresentinel/Incidents/Comment" },
];

function freeze(mode: string, answers: readonly object[]): Promise<WorkflowRun> {
  const relatedEntities: Value = [
    { kind: "Account", properties: { aadUserId: agent } },
    { kind: "Ip", properties: { address: "203.0.113.9" } },
  ];
  const properties = { incidentNumber: 7, relatedEntities, relatedAnalyticRuleIds: ["rule"] };
  return runWorkflow(workflow!, {
    trigger: { outputs: { body: { object: { id: "/incidents/7", properties } } } },
    transport: new StubTransport({ answers: [...answers, ...others] }, "http.json"),
    parameters: {
      ResponseMode: mode,
      LogsIngestionEndpoint: "https://logs.test",
      DataCollectionRuleImmutableId: "dcr-1",
      ManagedIdentityId: "/identities/freeze",
    },
  });
}

const sent = (run: WorkflowRun) =>
  run.calls.map(({ method, url, answer }) => `${method} ${url.slice(0, 40)} ${answer}`);
const rowOf = (run: WorkflowRun) => {
  const call = run.calls.find(({ url }) => url.startsWith("https://logs.test"));
  return (call?.body as readonly Record<string, unknown>[] | undefined)?.[0];
};

test("off: nothing is sent", async () => {
  const run = await freeze("Off", []);
  expect([run.status, run.calls]).toEqual(["Cancelled", []]);
});

test("dry run: reads, records, and changes nothing", async () => {
  const run = await freeze("DryRun", [read]);
  expect([run.status, run.calls.map(({ method }) => method)]).toEqual(["Succeeded", ["GET", "POST", "POST"]]);
  expect(rowOf(run)).toMatchObject({
    AgentId: agent,
    ActionMode: "DryRun",
    IncidentNumber: 7,
    RequestedBy: "workflow",
  });
});

test("auto: disables through throttling, reads back, records", async () => {
  const run = await freeze("Auto", [
    { ...read, times: 1 },
    { method: "PATCH", url: `${graph}*`, status: 429, headers: { "Retry-After": "30" }, times: 1 },
    { method: "PATCH", url: `${graph}*`, status: 204 },
    { ...read, body: { ...read.body, accountEnabled: false } },
  ]);
  expect(sent(run)).toEqual([
    expect.stringMatching(/^GET .* 200$/),
    expect.stringMatching(/^PATCH .* 429$/),
    expect.stringMatching(/^PATCH .* 204$/),
    expect.stringMatching(/^GET .* 200$/),
    expect.stringMatching(/^POST https:\/\/logs.test.* 204$/),
    expect.stringMatching(/^POST connection:\/\/azuresentinel.* 200$/),
  ]);
  expect([run.status, run.endTime, run.calls[1]!.body]).toEqual([
    "Succeeded",
    "2026-01-01T00:00:30.000Z",
    { accountEnabled: false },
  ]);
  expect(rowOf(run)).toMatchObject({ ActionMode: "Enforced", ResultState: "Succeeded", HttpStatus: 204 });
});

test("auto, refused: the failure is recorded and the run fails", async () => {
  const run = await freeze("Auto", [read, { method: "PATCH", url: `${graph}*`, status: 403 }]);
  expect(run.status).toBe("Failed");
  expect(rowOf(run)).toMatchObject({ ResultState: "Failed", HttpStatus: 403 });
});

test("auto, without effect: said so, and the run fails", async () => {
  const run = await freeze("Auto", [read, { method: "PATCH", url: `${graph}*`, status: 204 }]);
  expect([run.status, rowOf(run)?.Reason]).toEqual(["Failed", "Agent identity still enabled after the change"]);
});
