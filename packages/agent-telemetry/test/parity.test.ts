import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { JsonTraceSerializer } from "@opentelemetry/otlp-transformer";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { readOtlpTraces } from "@sentinel-agent-identities/otlp";
import { given } from "../../../test/pipeline/support";
import { emitterSpans } from "../../otlp/test/dialect-spans";
import { frameworkSpans } from "../../otlp/test/framework-spans";
import { wholeSpans } from "../../otlp/test/whole-spans";
import { Receiver } from "./receiver";
import { agentId, endedSpans, exporter, type SpanSetup, temporaryFolder } from "./support";

const error = { code: SpanStatusCode.ERROR, message: "it broke" };
const db = (operation: string) => ({
  "db.system.name": "postgresql",
  "db.namespace": "ledger",
  "db.operation.name": operation,
});
const mcp = (method: string) => ({ "mcp.method.name": method, "server.address": "Ledger.MCP.contoso.com" });
const client = (attributes: SpanSetup["attributes"]): SpanSetup => ({
  name: "POST",
  kind: SpanKind.CLIENT,
  attributes,
});

/** Every branch of the transform, each with what may trip it. */
const setups: SpanSetup[] = [
  ...[
    "invoke_agent",
    "execute_tool",
    "chat",
    "generate_content",
    "text_completion",
    "embeddings",
    "retrieval",
    "invoke_workflow",
    "create_agent",
    "other",
  ].map((name) => ({ attributes: { "gen_ai.operation.name": name } })),
  ...[
    "SELECT",
    "find",
    "Get",
    "scan",
    "QUERY",
    "INSERT",
    "UPDATE",
    "UPSERT",
    "MERGE",
    "REPLACE",
    "DELETE",
    "DROP",
    "TRUNCATE",
    "CREATE",
    "ALTER",
    "GRANT",
    "REVOKE",
    "CALL",
    "",
  ].map((operation) => ({
    attributes: { ...db(operation), "db.collection.name": "journal", "db.response.returned_rows": 12 },
  })),
  ...["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "get"].map((method) =>
    client({
      "http.request.method": method,
      "url.full": "https://Host.example/a/b%20c?token=hidden#part",
      "server.address": "Host.Example",
      "server.port": 8443,
      "http.request.body.size": 10,
      "http.response.body.size": "20",
    }),
  ),
  {
    kind: SpanKind.SERVER,
    attributes: {
      "http.request.method": "POST",
      "server.address": "me",
      "server.port": 80,
      "url.full": "https://me/x",
    },
  },
  ...["tools/call", "tools/list", "resources/read", "ping", "initialize", "notifications/progress"].flatMap(
    (method) => [
      {
        attributes: {
          ...mcp(method),
          "mcp.resource.uri": "ledger://journal/1",
          "mcp.session.id": "s",
          "mcp.protocol.version": "2025-06-18",
        },
      },
      { attributes: mcp(method), status: error },
      { attributes: { ...mcp(method), ...db("SELECT") } },
      { attributes: { ...mcp(method), "agent.dlp.verdict": "Blocked", "agent.dlp.policy": "p" } },
      { attributes: { ...mcp(method), "agent.handoff.target.id": "ABCDEF01-0000-4000-8000-000000000001" } },
      { attributes: { ...mcp(method), "gen_ai.operation.name": "execute_tool" } },
      { attributes: { ...mcp(method), "http.request.method": "POST" } },
    ],
  ),
  ...["/healthz", "/livez", "/readyz", "/other"].flatMap((path) => [
    { kind: SpanKind.SERVER, attributes: { "http.request.method": "GET", "url.path": path } },
    { kind: SpanKind.CLIENT, attributes: { "http.request.method": "GET", "url.path": path } },
    { kind: SpanKind.SERVER, attributes: { "http.request.method": "POST", "url.path": path } },
    { kind: SpanKind.SERVER, attributes: { "http.request.method": "GET", "url.path": path }, status: error },
  ]),
  ...["", "chat", "execute_tool"].map((name) => ({
    attributes: { "gen_ai.operation.name": name, "gen_ai.stream.chunk.index": 0 },
  })),
  ...["", "Read", "Invoke", "Other", "Write", "Execute"].flatMap((said) =>
    [
      {},
      { "mcp.tool.destructive_hint": true },
      { "mcp.tool.read_only_hint": true },
      { "mcp.tool.destructive_hint": "true" },
      { "mcp.tool.read_only_hint": false },
    ].map((hint) => ({ attributes: { ...mcp("tools/call"), "agent.operation.class": said, ...hint } })),
  ),
  {
    attributes: {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "t",
      "gen_ai.tool.type": "function",
      "gen_ai.tool.call.id": "c",
      "gen_ai.tool.call.arguments": '{"a":"ü😀"}',
      "gen_ai.tool.call.result": "é😀\u{1f468}\u200d",
      "agent.tool.definition.sha256": "00ff",
    },
  },
  {
    attributes: {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.call.arguments": ["a", "b"],
      "gen_ai.tool.call.result": 5,
    },
  },
  {
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "azure.ai.openai",
      "gen_ai.request.model": "m",
      "gen_ai.usage.input_tokens": 12.9,
      "gen_ai.usage.output_tokens": "34",
      "gen_ai.response.id": "r",
      "gen_ai.conversation.id": "c",
      "microsoft.session.id": "m",
      "gen_ai.workflow.name": "w",
      "agent.workflow.run.id": "run",
    },
  },
  { attributes: { "gen_ai.usage.input_tokens": "many", "microsoft.session.id": "m", "agent.data.label.rank": "x" } },
  { attributes: { "agent.data.label.rank": 3_000_000_000, "gen_ai.usage.output_tokens": -0.5 } },
  { attributes: { "agent.data.label.rank": "3000000000", "gen_ai.usage.output_tokens": true } },
  {
    attributes: {
      "gen_ai.agent.id": agentId.toUpperCase(),
      "gen_ai.agent.name": "n",
      "gen_ai.agent.version": "1",
      "microsoft.a365.agent.blueprint.id": "B7D0C9A4-52E3-4F18-8A6D-1C3E5F709B24",
      "microsoft.a365.caller.agent.id": "C7D0C9A4-52E3-4F18-8A6D-1C3E5F709B24",
      "microsoft.a365.caller.agent.name": "caller",
      "microsoft.agent.user.id": "au",
      "user.id": "u",
      "user.email": "u@contoso.com",
      "client.address": "10.0.0.1",
    },
  },
  {
    attributes: { "user.id": "u", "user.name": "N", "user.email": "u@contoso.com", "network.peer.address": "10.1.1.1" },
  },
  {
    attributes: {
      "agent.handoff.target.id": "ABCDEF01-0000-4000-8000-000000000001",
      "agent.handoff.target.name": "other",
      "agent.handoff.target.blueprint.id": "ABCDEF01-0000-4000-8000-000000000002",
      "agent.data.zone": "external",
      "agent.data.label.id": "l",
      "agent.data.label.name": "Secret",
      "agent.data.label.rank": 3,
      "agent.dlp.verdict": "Allowed",
      "agent.token.uti": "uti",
      "agent.token.issued_at": "2026-03-02T08:00:00Z",
      "agent.token.expires_at": "2026-03-02T11:00:00+02:00",
      "agent.credential.id": "cred",
      "agent.credential.type": "FederatedIdentityCredential",
    },
  },
  { attributes: { "agent.token.issued_at": "2026-03-02T08:00:00.1234567Z", "agent.token.expires_at": "soon" } },
  { attributes: { "agent.token.issued_at": "2026-03-02 08:00:00", "agent.token.expires_at": "2026-03-02" } },
  {
    resource: {
      "service.version": "9",
      "service.instance.id": "i",
      "gen_ai.agent.name": "from resource",
      "microsoft.a365.agent.blueprint.id": "B7D0C9A4-52E3-4F18-8A6D-1C3E5F709B24",
      "cloud.resource_id": "/subscriptions/s",
      "vcs.repository.url.full": "https://github.com/contoso/agent",
      "vcs.ref.head.revision": "abc",
      "container.image.repo_digests": [`registry/x@sha256:${"a".repeat(64)}`, `registry/y@sha256:${"b".repeat(64)}`],
      "cicd.pipeline.run.id": "77",
    },
  },
  {
    resource: {
      "oci.manifest.digest": `sha256:${"c".repeat(64)}`,
      "container.image.repo_digests": [`r@sha256:${"a".repeat(64)}`],
    },
  },
  ...[
    "http://user:pw@h.example:81/p?q=1",
    "https://h.example",
    "ftp://h.example/x",
    "HTTPS://h.example/x?y",
    "https://h/p#f?g",
    "/relative?x",
  ].map((url) => client({ "http.request.method": "GET", "url.full": url })),
  ...[1024, 1025].flatMap((length) => {
    const address = "https://h.example/p?d=".padEnd(length, "ü");
    return [
      client({ "http.request.method": "GET", "url.full": address }),
      client({ "http.request.method": "GET", "url.full": address, "http.request.body.size": 7 }),
      { attributes: { "url.full": address } },
    ];
  }),
  { status: { code: SpanStatusCode.ERROR }, attributes: { "error.type": "timeout" } },
  { status: { code: SpanStatusCode.OK }, name: "a name" },
  { attributes: { "gen_ai.tool.name": 'ü "quoted" \\ \n \u2028 😀' } },
  { attributes: { "gen_ai.tool.name": "x".repeat(20_000) } },
];

const parent = endedSpans([{}]);
const child = endedSpans([{ parent: parent[0]!.spanContext() }]);

/** Both ways give the same row, but for what signing adds and what the record leaves to the signer. */
const signing = [
  "SignatureAlg",
  "SignatureKeyId",
  "Signature",
  "ContentSha256",
  "PrevEventSha256",
  "ChainId",
  "ChainSequence",
  "ContentHashMatch",
  "SignatureState",
];

async function bothWays(spans: readonly ReadableSpan[]) {
  const [byTransform, byExporter] = [await Receiver.start(), await Receiver.start()];
  const otlp = new TextDecoder().decode(JsonTraceSerializer.serializeRequest([...spans])!);
  const rows = readOtlpTraces(otlp, "spans").map((row) => ({ ...row }));
  await byTransform.emulator.ingest(given("Custom-AgentExecutionOtel", rows));
  const { telemetry, problems } = exporter(byExporter, temporaryFolder());
  for (const span of spans) telemetry.onEnd(span);
  await telemetry.forceFlush();
  expect(problems).toEqual([]);
  expect(byExporter.emulator.rejected).toEqual([]);
  const query = `AgentExecution_CL | extend TimeGenerated = bin(TimeGenerated, 1ms), EventStartTime = bin(EventStartTime, 1ms),
    EventEndTime = bin(EventEndTime, 1ms), TokenIssuedTime = bin(TokenIssuedTime, 1ms), TokenExpiryTime = bin(TokenExpiryTime, 1ms)
    | where EventVendor != "AgentTelemetry" | project-away ${signing.join(", ")} | sort by EventUid asc`;
  return { transformed: await byTransform.rows(query), exported: await byExporter.rows(query) };
}

test("every branch of the transform: the exporter's row is the transform's row", async () => {
  const dialects = [...emitterSpans, ...frameworkSpans, ...wholeSpans].map(
    ({ name, kind = "INTERNAL", scope, attributes, events = [] }) => ({
      name,
      kind: SpanKind[kind as keyof typeof SpanKind],
      scope,
      attributes: attributes as SpanSetup["attributes"],
      events: events as SpanSetup["events"],
    }),
  );
  const spans = [...endedSpans(setups), ...endedSpans(dialects), ...parent, ...child];
  const { transformed, exported } = await bothWays(spans);
  expect(exported.length).toBeGreaterThan(100);
  expect(exported.length).toBeLessThan(spans.length);
  expect(exported).toEqual(transformed);
});
