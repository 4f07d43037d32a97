import { gunzipSync } from "node:zlib";
import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { Receiver } from "./receiver";
import { endedSpans, exporter, temporaryFolder } from "./support";

test("no prompt, argument, result, query, user or header leaves, and none is written to disk", async () => {
  const receiver = await Receiver.start();
  const sent: string[] = [];
  receiver.interference = (_attempt, body) => {
    sent.push(gunzipSync(body).toString("utf8"));
    return undefined;
  };
  const spans = endedSpans([
    {
      kind: SpanKind.CLIENT,
      status: { code: SpanStatusCode.ERROR, message: "POST with HUSH failed" },
      attributes: {
        "http.request.method": "POST",
        "error.type": "500",
        "url.full": "https://user:HUSH@h.example/path?token=HUSH#HUSH",
        "url.query": "token=HUSH",
        "http.request.header.authorization": ["Bearer HUSH"],
        "http.response.header.set-cookie": ["HUSH"],
        "db.query.text": "select HUSH",
        "mcp.resource.uri": "https://files.example/a?sig=HUSH",
        "gen_ai.tool.call.arguments": '{"a":"HUSH"}',
        "gen_ai.tool.call.result": "HUSH",
        "gen_ai.input.messages": "HUSH",
        "gen_ai.output.messages": "HUSH",
        "gen_ai.system_instructions": "HUSH",
        "gen_ai.tool.description": "HUSH",
      },
      resource: { "vcs.repository.url.full": "https://x-token:HUSH@github.com/contoso/agent" },
    },
  ]);
  const { telemetry } = exporter(receiver, temporaryFolder());
  telemetry.onEnd(spans[0]!);
  await telemetry.forceFlush();
  expect(sent).toHaveLength(1);
  expect(sent[0]).not.toContain("HUSH");
  expect(JSON.parse(sent[0]!)).toMatchObject([
    { EventOriginalType: "telemetry.started" },
    {
      EventOriginalErrorType: "500",
      DstUrl: "https://h.example/path",
      TargetResourceId: "https://files.example/a",
      ClaimedRepository: "https://github.com/contoso/agent",
      ArgumentsSha256: "f2c84d6dc51f8ed482f65422a3309a71cd212a0c6860168a132229ebc478ae2f",
      ArgumentsLength: 12,
      ResultLength: 4,
    },
  ]);
});
