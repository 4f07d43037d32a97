import { SentinelEmulator, scheduledRun, type Workspace } from "../../lib/emulator";
import { given, shippedWorkspace } from "./support";

const agent = "0d9f7c1e-0000-4000-8000-000000000001";
const other = "0d9f7c1e-0000-4000-8000-000000000002";
let workspace: Workspace;
beforeAll(() => {
  workspace = shippedWorkspace();
});

const asset = (id: string, name: string) => ({
  TimeGenerated: "2026-03-02T02:00:00Z",
  AssetType: "AgentIdentity",
  AgentId: id,
  AppId: id,
  AgentName: name,
  BlueprintId: "0d9f7c1e-0000-4000-8000-0000000000b1",
});
const graphCall = {
  TimeGenerated: "2026-03-02T09:40:00Z",
  ServicePrincipalId: agent,
  AppId: agent,
  RequestMethod: "PATCH",
  RequestUri: `https://graph.microsoft.com/v1.0/servicePrincipals/${other}`,
  ResponseStatusCode: 200,
  IPAddress: "203.0.113.7",
  TokenIssuedAt: "2026-03-02T09:39:00Z",
};
const signIn = {
  TimeGenerated: "2026-03-02T09:40:00Z",
  Agent: JSON.stringify({ agentType: "agenticAppInstance" }),
  AppId: agent,
  ServicePrincipalId: agent,
  ResultType: "0",
};
const freeze = {
  TimeGenerated: "2026-03-02T09:00:00Z",
  ActionType: "Freeze",
  ActionMode: "Enforced",
  ResultState: "Succeeded",
  AgentId: agent,
};
const azure = (more: object) => ({
  TimeGenerated: "2026-03-02T09:40:00Z",
  OperationNameValue: "MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE",
  ActivityStatusValue: "Success",
  Authorization: '{"scope":"/subscriptions/s/providers/Microsoft.Authorization/roleAssignments/r1"}',
  Properties: `{"requestbody":"{\\"Properties\\":{\\"PrincipalId\\":\\"${agent}\\",\\"RoleDefinitionId\\":\\"/x/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635\\"}}"}`,
  Caller: "ada@contoso.com",
  ...more,
});

/** Half an hour after they happened, the time that Microsoft gives for Graph's activity log. */
const arrival = new Date("2026-03-02T10:10:00Z");

test.each([
  ["AIC-013", "MicrosoftGraphActivityLogs", graphCall],
  ["AIC-013", "AADServicePrincipalSignInLogs", signIn],
  ["AIC-006", "MicrosoftGraphActivityLogs", graphCall],
  ["AIC-004", "AzureActivity", azure({})],
])("%s sees a row of %s that comes in half an hour late, once", async (detection, table, row) => {
  const rule = workspace.rules.find(
    (one) =>
      one.kind === "Scheduled" &&
      one.query.includes(`DetectionId = "${detection}"`) &&
      one.query.includes(table === "AzureActivity" ? table : "Graph"),
  )!;
  const emulator = await SentinelEmulator.open(workspace, { rules: [rule] });
  try {
    await emulator.ingest(given("AgentAsset_CL", [asset(agent, "finance-agent"), asset(other, "other-agent")]));
    await emulator.ingest(given("AgentResponse_CL", [freeze]));
    await emulator.ingest({ ...given(table, [row]), arrival });
    const { frequency, period } = rule.schedule!;
    // Runs begin five minutes after their time, and see what has come in until then.
    const alerts = async (run: number) =>
      (await emulator.evaluate(rule, scheduledRun(arrival.getTime() - 60_000 + run * frequency, period))).length;
    expect([await alerts(0), await alerts(1), await alerts(2)]).toEqual([0, 1, 0]);
  } finally {
    emulator.close();
  }
});
