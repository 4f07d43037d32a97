import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Endpoint, expectWhole, type SentRow } from "./endpoint";
import { otlpRequest, otlpSpan, startRelay, verdictsOf } from "./relay-support";
import { agentId, temporaryFolder, upTo } from "./support";

const clerk = "11111111-aaaa-4aaa-8aaa-111111111111";
const auditor = "22222222-bbbb-4bbb-8bbb-222222222222";

/** A relay of agents that a file lists. */
async function relayOf(lines: readonly string[]) {
  const config = join(temporaryFolder(), "relay.yaml");
  writeFileSync(config, lines.join("\n"));
  const endpoint = new Endpoint();
  const started = await startRelay(endpoint, {
    environment: { AGENTID_RELAY_CONFIG: config, AGENTID_RELAY_AGENT: "" },
  });
  return { endpoint, ...started };
}

const two = [
  "agents:",
  `  - id: ${clerk}`,
  "    service: desk",
  `  - id: ${auditor}`,
  "    attributes: { k8s.container.name: audit }",
];

const byNumber = (rows: readonly SentRow[]) =>
  Object.fromEntries(
    rows
      .filter(({ ToolId }) => ToolId)
      .map(({ ToolId, SrcAgentId, SrcAgentOriginalId }) => [ToolId, [SrcAgentId, SrcAgentOriginalId]]),
  );

test("an id that a framework makes for each run is no agent: the record is the agent's, with that id beside it", async () => {
  const run = "9f0d3c1a-4b52-4c0e-9d77-0a1b2c3d4e5f";
  const endpoint = new Endpoint();
  const { relay, post, folder } = await startRelay(endpoint);
  await post(
    otlpRequest([
      otlpSpan(0, { "gen_ai.agent.id": run }),
      otlpSpan(1, { "gen_ai.agent.id": agentId.toUpperCase() }),
      otlpSpan(2),
    ]),
  );
  await post(otlpRequest([otlpSpan(3)], { "gen_ai.agent.id": run }));
  await relay.close();
  expect(byNumber(endpoint.records)).toEqual({
    0: [agentId, run],
    1: [agentId, null],
    2: [agentId, null],
    3: [agentId, run],
  });
  expect(new Set(verdictsOf(endpoint, folder).filter((verdict) => verdict !== "ReceivedLate"))).toEqual(
    new Set(["Valid"]),
  );
});

test("several agents: by object id, by their service, by other attributes of the resource; each with its own chain and key", async () => {
  const { endpoint, relay, post, folder } = await relayOf(two);
  await post(
    otlpRequest([otlpSpan(0, { "gen_ai.agent.id": auditor.toUpperCase() }), otlpSpan(1)], { "service.name": "desk" }),
  );
  await post(otlpRequest([otlpSpan(2)], { "service.name": "other", "k8s.container.name": "audit" }));
  await post(otlpRequest([otlpSpan(3)], { "gen_ai.agent.id": clerk }));
  await relay.close();
  expect(byNumber(endpoint.records)).toEqual({
    0: [auditor, null],
    1: [clerk, null],
    2: [auditor, null],
    3: [clerk, null],
  });
  expectWhole(endpoint);
  expect(endpoint.chains.map((chain) => chain[0]!.ChainId.split("/")[0]).sort()).toEqual([clerk, auditor]);
  const kids = new Set(endpoint.records.map(({ SignatureKeyId }) => SignatureKeyId));
  expect(kids.size).toBe(2);
  expect(verdictsOf(endpoint, folder, clerk)).toContain("UnknownKey");
});

test("a span of nobody is refused with what to do, told to who sends next, and counted; the others of the request are recorded", async () => {
  const { endpoint, relay, post } = await relayOf(two);
  const request = JSON.parse(otlpRequest([otlpSpan(0)], { "service.name": "desk" }));
  request.resourceSpans.push(
    ...JSON.parse(otlpRequest([otlpSpan(1), otlpSpan(2)], { "service.name": "kiosk" })).resourceSpans,
  );
  expect((await post(JSON.stringify(request))).status).toBe(200);
  await relay.flush();
  const next = await post(otlpRequest([], { "service.name": "desk" }));
  expect([next.status, await next.json()]).toEqual([
    200,
    {
      partialSuccess: {
        rejectedSpans: "0",
        errorMessage: expect.stringContaining('no agent for spans of service.name "kiosk"; name it in its settings'),
      },
    },
  ]);
  expect(relay.health.body).toMatchObject({ since: { spans: 1, rejected: 2, unknownAgent: 2 } });
  await relay.close();
  expect(endpoint.numbers).toEqual([0]);
});

test("with a default, what no other agent is found for is its", async () => {
  const { endpoint, relay, post } = await relayOf([...two, `agent: ${agentId}`]);
  await post(otlpRequest([otlpSpan(0)], { "service.name": "desk" }));
  await post(otlpRequest([otlpSpan(1)], { "service.name": "kiosk" }));
  await relay.close();
  expect(byNumber(endpoint.records)).toEqual({ 0: [clerk, null], 1: [agentId, null] });
});

test("spans below one that names its agent are that agent's", async () => {
  const { endpoint, relay, post } = await relayOf(two);
  const parent = otlpSpan(0, { "gen_ai.agent.id": auditor });
  await post(otlpRequest([otlpSpan(1, {}, { parentSpanId: parent.spanId }), parent], { "service.name": "shared" }));
  await relay.close();
  expect(byNumber(endpoint.records)).toEqual({ 0: [auditor, null], 1: [auditor, null] });
  expect(endpoint.numbers).toEqual(upTo(2));
});
