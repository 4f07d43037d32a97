import { SentinelEmulator } from "../../lib/emulator";
import { given, shippedWorkspace, span } from "./support";

const finance = "0d9f7c1e-0000-4000-8000-000000000001";
const support = "0d9f7c1e-0000-4000-8000-000000000002";
const now = new Date("2026-03-02T12:00:00Z");
let emulator: SentinelEmulator;

beforeAll(async () => {
  emulator = await SentinelEmulator.open(shippedWorkspace(), { rules: [] });
  await emulator.ingest(
    given("Custom-AgentExecutionOtel", [
      span({
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "query_ledger",
        "user.name": "ada@contoso.com",
      }),
      span(
        {
          "gen_ai.agent.name": "finance-agent",
          "agent.handoff.target.id": support.toUpperCase(),
          "agent.handoff.target.name": "support-agent",
          "agent.token.issued_at": "2026-03-02T09:30:00Z",
          "agent.credential.id": "c1",
          "agent.credential.type": "FederatedIdentityCredential",
        },
        { TimeGenerated: "2026-03-02T11:00:00Z" },
      ),
    ]),
  );
});
afterAll(() => emulator.close());

const rows = async (query: string): Promise<unknown[][]> =>
  (await emulator.query(query, { now })).rows.map((row) => [...row]);

test("a handoff names the agent that takes over, the token and its credential", async () => {
  expect(
    await rows(
      "AgentExecution_CL | where EventType == 'AgentHandoff' | project SrcAgentName, TargetAgentId, TargetAgentName, TokenIssuedTime = tostring(TokenIssuedTime), CredentialId, CredentialType",
    ),
  ).toEqual([
    ["finance-agent", support, "support-agent", "2026-03-02T09:30:00.0000000Z", "c1", "FederatedIdentityCredential"],
  ]);
});

test.each([
  ["no filter", "", ["AgentHandoff", "ToolExecuted"]],
  ["a start", "starttime=datetime(2026-03-02T10:30:00Z)", ["AgentHandoff"]],
  ["an end", "endtime=datetime(2026-03-02T10:30:00Z)", ["ToolExecuted"]],
  ["the acting agent", `agentid_has_any=dynamic(['${finance}'])`, ["AgentHandoff", "ToolExecuted"]],
  ["the agent acted upon", `agentid_has_any=dynamic(['${support}'])`, ["AgentHandoff"]],
  ["a name", "agentname_has_any=dynamic(['support', 'nobody'])", ["AgentHandoff"]],
  ["a user", "username_has_any=dynamic(['ada'])", ["ToolExecuted"]],
  ["disabled", "disabled=true", []],
])("the filtering parser with %s", async (_, parameters, types) => {
  const found = await rows(`vimAgentEventAgentIdentities(${parameters}) | project EventType | order by EventType asc`);
  expect(found.flat()).toEqual(types);
});

test("the plain parser gives the same rows, packed on demand", async () => {
  const plain =
    "ASimAgentEventAgentIdentities(pack=true) | where ToolName == 'query_ledger' | project EventSchema, Result = tostring(AdditionalFields.EventResult)";
  expect(await rows(plain)).toEqual([["AgentEvent", "Success"]]);
  expect(await rows("ASimAgentEventAgentIdentities | count")).toEqual([[2]]);
});

test("a retrieval reads from its data source, as many records as documents", async () => {
  const found = await SentinelEmulator.open(shippedWorkspace(), { rules: [] });
  try {
    await found.ingest(
      given("Custom-AgentExecutionOtel", [
        span({
          "gen_ai.operation.name": "retrieval",
          "gen_ai.data_source.id": "personnel",
          "gen_ai.retrieval.documents": '[{"id":"1"},{"id":"2"},{"id":"3"}]',
          "agent.operation.class": "Other",
        }),
        span({ "gen_ai.operation.name": "retrieval", "gen_ai.retrieval.documents": "none" }),
      ]),
    );
    const { rows: retrieved } = await found.query(
      "AgentExecution_CL | project EventType, OperationClass, TargetStore, RecordCount | order by TargetStore desc",
      { now },
    );
    expect(retrieved.map(([type, kind, store, records]) => [type, kind, store, records && Number(records)])).toEqual([
      ["DataAccessed", "Read", "personnel", 3],
      ["DataAccessed", "Read", "", null],
    ]);
  } finally {
    found.close();
  }
});
