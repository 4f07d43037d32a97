import { SentinelEmulator } from "../../lib/emulator";
import { given, shippedWorkspace, span } from "./support";

const canary = "CANARY-7f3a9c";
const secret = (where: string) => `${canary} in ${where}`;
const workspace = shippedWorkspace();
let emulator: SentinelEmulator;

beforeAll(async () => {
  emulator = await SentinelEmulator.open(workspace, { rules: [] });
});
afterAll(() => emulator.close());

/** Where a canary came to rest: `table.column`. */
async function found(): Promise<string[]> {
  const places: string[] = [];
  for (const { name } of workspace.tables) {
    const { columns, rows } = await emulator.query(`['${name}'] | where TimeGenerated > ago(30d)`, {
      now: new Date("2026-03-03T00:00:00Z"),
    });
    for (const row of rows)
      for (const [i, value] of row.entries())
        if (JSON.stringify(value)?.includes(canary)) places.push(`${name}.${columns[i]!.name}`);
  }
  return places;
}

test("what agents are told, say, call tools with and authenticate with reaches no table", async () => {
  const sensitive = [
    "gen_ai.input.messages",
    "gen_ai.output.messages",
    "gen_ai.system_instructions",
    "gen_ai.tool.call.arguments",
    "gen_ai.tool.call.result",
    "gen_ai.tool.definitions",
    "gen_ai.tool.description",
    "db.query.text",
    "db.query.parameter.1",
    "db.query.summary",
    "http.request.header.authorization",
    "http.response.header.set-cookie",
    "url.query",
    "mcp.request.argument.query",
    "exception.message",
    "exception.stacktrace",
    "agent.token",
    "enduser.credential",
  ];
  const address = `https://user:${canary}@files.contoso.com/upload?sig=${canary}#${canary}`;
  const kinds = [
    { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "t", "mcp.method.name": "tools/call" },
    { "gen_ai.operation.name": "chat", "mcp.resource.uri": `postgres://user:${canary}@db/ledger?sslkey=${canary}` },
    { "db.system.name": "postgresql", "db.operation.name": "SELECT" },
    { "http.request.method": "POST", "url.full": address },
  ];
  const planted = Object.fromEntries(sensitive.map((name) => [name, secret(name)]));
  await emulator.ingest(
    given(
      "Custom-AgentExecutionOtel",
      kinds.map((kind) =>
        span(
          { ...kind, ...planted },
          {
            Kind: "CLIENT",
            StatusCode: "ERROR",
            StatusMessage: secret("status"),
            Resource: {
              "process.command_args": secret("resource"),
              "host.env": canary,
              "vcs.repository.url.full": `https://x-token:${canary}@github.com/contoso/agent`,
            },
          },
        ),
      ),
    ),
  );
  expect(emulator.rejected).toEqual([]);
  expect(
    (await emulator.query("AgentExecution_CL | count", { now: new Date("2026-03-03T00:00:00Z") })).rows[0]![0],
  ).toBe(4);
  expect(await found()).toEqual([]);
  const urls = await emulator.query("AgentExecution_CL | where isnotempty(DstUrl) | project DstUrl", {
    now: new Date(),
  });
  expect(urls.rows).toEqual([["https://files.contoso.com/upload"]]);
  const resources = await emulator.query(
    "AgentExecution_CL | where isnotempty(TargetResourceId) | project TargetResourceId, ClaimedRepository",
    { now: new Date() },
  );
  expect(resources.rows).toEqual([["postgres://db/ledger", "https://github.com/contoso/agent"]]);
});

test("fields that a native record has beyond the stream's reach no table", async () => {
  const native = workspace.streams.filter(({ name }) => name !== "Custom-AgentExecutionOtel");
  expect(native.length).toBeGreaterThanOrEqual(5);
  for (const { name, columns } of native) {
    const row = Object.fromEntries(columns.map((column) => [column.name, null]));
    await emulator.ingest(
      given(name, [
        {
          ...row,
          TimeGenerated: "2026-03-02T10:00:00Z",
          ...(columns.some((column) => column.name === "CanonicalContent") && { CanonicalContent: secret("content") }),
          Arguments: secret("arguments"),
          Prompt: secret("prompt"),
          AccessToken: secret("token"),
          ClientSecret: secret("secret"),
        },
      ]),
    );
  }
  expect(await found()).toEqual([]);
});
