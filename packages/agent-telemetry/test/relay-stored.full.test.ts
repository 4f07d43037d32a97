import { Receiver } from "./receiver";
import { otlpRequest, otlpSpan, startRelay } from "./relay-support";
import { agentId, chainQuery, expectUnbroken, toolNumbers, upTo } from "./support";

test("through the deployed rule: rows of AgentExecution_CL are the agent's, signed, and their hash matches", async () => {
  const receiver = await Receiver.start();
  const { relay, post, problems } = await startRelay(receiver, { options: { flushTimeout: 60_000 } });
  const run = "9f0d3c1a-4b52-4c0e-9d77-0a1b2c3d4e5f";
  const spans = upTo(30).map((number) => otlpSpan(number, number % 2 === 0 ? {} : { "gen_ai.agent.id": run }));
  expect((await post(otlpRequest(spans, { "service.name": "invoice-desk" }))).status).toBe(200);
  await relay.close();
  expect(problems).toEqual([]);
  expect(receiver.emulator.rejected).toEqual([]);
  const rows = await receiver.rows(chainQuery);
  expectUnbroken(rows);
  expect(toolNumbers(rows)).toEqual(upTo(30));
  const whose = await receiver.rows(
    "AgentExecution_CL | where EventVendor != 'AgentTelemetry' | summarize Rows = count() by SrcAgentId, SrcAgentOriginalId, EventType, EventProduct | sort by SrcAgentOriginalId asc",
  );
  const same = { SrcAgentId: agentId, EventType: "ToolExecuted", EventProduct: "invoice-desk", Rows: 15 };
  expect(whose).toEqual([
    { ...same, SrcAgentOriginalId: "" },
    { ...same, SrcAgentOriginalId: run },
  ]);
});
