import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { inputFolder, SentinelEmulator } from "../../lib/emulator";
import { given, shippedWorkspace, span } from "./support";

const now = new Date("2026-03-20T00:00:00Z");
let emulator: SentinelEmulator;
const rows = async (query: string): Promise<unknown[][]> =>
  (await emulator.query(query, { now })).rows.map((row) => [...row]);
const count = async (table: string) => Number((await rows(`${table} | count`))[0]![0]);

beforeAll(async () => {
  const workspace = shippedWorkspace("protocolArchive", "graphReadFilter");
  emulator = await SentinelEmulator.open(workspace, { rules: [] });
});
afterAll(() => emulator.close());

const ping = { "mcp.method.name": "ping" };
const chunk = { "gen_ai.operation.name": "chat", "gen_ai.stream.chunk.index": 3 };
const probe = { "http.request.method": "GET", "url.path": "/healthz" };

test("every recorded span lands in exactly one of the two tables", async () => {
  let sent = 0;
  for (const source of inputFolder(join(packageRoot(), "examples/finance-agent/recordings/ordinary-week"))) {
    const reports = await emulator.ingest(source);
    sent += reports[0]!.rowsIn;
  }
  expect(sent).toBeGreaterThan(3000);
  expect((await count("AgentExecution_CL")) + (await count("AgentProtocol_CL"))).toBe(sent);
  expect(await count("AgentProtocol_CL")).toBeGreaterThan(sent / 4);
});

test.each([
  ["a ping", ping, {}, "protocol"],
  ["a ping that failed", ping, { StatusCode: "ERROR" }, "execution"],
  [
    "a ping beside a deletion",
    { ...ping, "db.system.name": "postgresql", "db.operation.name": "DELETE" },
    {},
    "execution",
  ],
  ["a ping beside an upload", { ...ping, "http.request.method": "POST" }, { Kind: "CLIENT" }, "execution"],
  ["a ping beside a tool", { ...ping, "gen_ai.operation.name": "execute_tool" }, {}, "execution"],
  ["a ping beside a verdict", { ...ping, "agent.dlp.verdict": "Block" }, {}, "execution"],
  ["a ping beside a handoff", { ...ping, "agent.handoff.target.id": "x" }, {}, "execution"],
  ["a tool call", { "mcp.method.name": "tools/call" }, {}, "execution"],
  ["a chunk of an answer", chunk, {}, "protocol"],
  ["a chunk that names no operation", { "gen_ai.stream.chunk.index": 0 }, {}, "protocol"],
  ["a chunk that broke off", chunk, { StatusCode: "ERROR" }, "execution"],
  ["a chunk beside a tool call", { ...chunk, "mcp.method.name": "tools/call" }, {}, "execution"],
  ["an answer", { "gen_ai.operation.name": "chat" }, {}, "execution"],
  ["a health probe", probe, { Kind: "SERVER" }, "protocol"],
  ["a call to another's health page", probe, { Kind: "CLIENT" }, "execution"],
  ["an upload to a health page", { ...probe, "http.request.method": "POST" }, { Kind: "SERVER" }, "execution"],
])("%s goes where it belongs", async (name, attributes, more, table) => {
  await emulator.ingest(given("Custom-AgentExecutionOtel", [span(attributes, { SpanId: name, ...more })]));
  const where = { execution: "AgentExecution_CL", protocol: "AgentProtocol_CL" } as const;
  for (const [kind, its] of Object.entries(where))
    expect([kind, await rows(`${its} | where SpanId == "${name}" | count`)]).toEqual([
      kind,
      [[kind === table ? 1 : 0]],
    ]);
});

test("a signed record stays in its chain even when it is a ping", async () => {
  const stream = emulator.workspace.streams.find(({ name }) => name === "Custom-AgentExecutionNative")!;
  const empty = Object.fromEntries(stream.columns.map((column) => [column.name, null]));
  const base = {
    ...empty,
    TimeGenerated: "2026-03-02T10:00:00Z",
    EventResult: "Success",
    McpMethod: "ping",
    OperationClass: "Other",
  };
  await emulator.ingest(
    given("Custom-AgentExecutionNative", [
      { ...base, SpanId: "native-1", ChainId: "c", ChainSequence: 4 },
      { ...base, SpanId: "native-2" },
    ]),
  );
  expect(await rows(`AgentExecution_CL | where SpanId startswith "native" | project SpanId`)).toEqual([["native-1"]]);
  expect(await rows(`AgentProtocol_CL | where SpanId startswith "native" | project SpanId`)).toEqual([["native-2"]]);
});

test("of Graph's log only reads by people in public clients are dropped", async () => {
  const call = {
    TimeGenerated: "2026-03-02T10:00:00Z",
    RequestMethod: "GET",
    ResponseStatusCode: 200,
    UserId: "ada",
    ClientAuthMethod: 0,
  };
  const [report] = await emulator.ingest(
    given("MicrosoftGraphActivityLogs", [
      { ...call, RequestId: "person reads" },
      { ...call, RequestId: "person writes", RequestMethod: "POST" },
      { ...call, RequestId: "person is refused", ResponseStatusCode: 403 },
      { ...call, RequestId: "agent reads for a person", ClientAuthMethod: 2 },
      { ...call, RequestId: "agent reads", ClientAuthMethod: 2, UserId: "" },
    ]),
  );
  expect(report).toMatchObject({ rowsIn: 5, rowsOut: 4 });
  expect(emulator.rejected).toEqual([]);
  expect((await rows("MicrosoftGraphActivityLogs | project RequestId | order by RequestId asc")).flat()).toEqual([
    "agent reads",
    "agent reads for a person",
    "person is refused",
    "person writes",
  ]);
});
