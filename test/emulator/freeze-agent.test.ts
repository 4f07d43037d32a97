import { agentId, alertAbout, analyst, answering, incidentOf, startCloud } from "./cloud-support";

const minute = 60_000;
const playbook = "agentid-freeze-agent";
const isEnabled = ({ directory }: Awaited<ReturnType<typeof startCloud>>["cloud"]) =>
  directory.get("servicePrincipals", agentId).accountEnabled;

test("a dry run says what it would do, and does nothing", async () => {
  const { cloud, emulator } = await startCloud();
  const run = await cloud.run(playbook, incidentOf([agentId], { alerts: [alertAbout(agentId)] }), {
    parameters: { ResponseMode: "DryRun" },
  });
  expect([run.status, run.changes, isEnabled(cloud)]).toEqual(["Succeeded", [], true]);
  expect(run.comments).toMatchObject([{ author: `id-${playbook}`, message: expect.stringContaining(agentId) }]);
  expect(run.ledger).toMatchObject([{ AgentId: agentId, ActionMode: "DryRun", IncidentNumber: 7 }]);
  const rows = await emulator.query("AgentResponse_CL | project AgentId, ActionMode", { now: new Date(run.endTime) });
  expect(rows.rows).toEqual([[agentId, "DryRun"]]);
});

test("an approver's comment, which quotes the request, lets it act", async () => {
  const people = [{ after: 10 * minute, authorObjectId: analyst, message: answering("approve") }];
  const { cloud } = await startCloud({ people });
  const parameters = { ResponseMode: "Approve", Approvers: [analyst] };
  const run = await cloud.run(playbook, incidentOf([agentId], { alerts: [alertAbout(agentId)] }), { parameters });
  expect([run.status, isEnabled(cloud)]).toEqual(["Succeeded", false]);
  expect(Date.parse(run.endTime) - Date.parse(run.startTime)).toBeGreaterThanOrEqual(10 * minute);
  expect(run.comments.filter(({ author }) => author === "Ana Lyst")).toMatchObject([
    { message: expect.stringMatching(/^approve /), time: "2026-03-02T10:10:00.000Z" },
  ]);
  expect(run.ledger[0]).toMatchObject({ ActionType: "Freeze", ActionMode: "Enforced", ResultState: "Succeeded" });
});
