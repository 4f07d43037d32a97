import { writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ProtobufTraceSerializer } from "@opentelemetry/otlp-transformer";
import { Endpoint, expectWhole } from "./endpoint";
import { otlpRequest, otlpSpan, startRelay, verdictsOf } from "./relay-support";
import { agentId, temporaryFolder, toolCalls, upTo } from "./support";

const protobuf = { "Content-Type": "application/x-protobuf" };
const spans = (count: number) =>
  otlpRequest(
    upTo(count).map((number) => otlpSpan(number)),
    { "service.name": "desk" },
  );

/** As a client that may set any header. */
function rawPost(port: number, headers: Record<string, string>, body = spans(1)): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({
      port,
      host: "127.0.0.1",
      path: "/v1/traces",
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
    });
    sent
      .on("response", (response) => resolve(response.resume().statusCode!))
      .on("error", reject)
      .end(body);
  });
}

test("spans in JSON, protobuf and gzip become signed, chained records of the agent, which verify", async () => {
  const endpoint = new Endpoint();
  const { relay, post, folder, problems } = await startRelay(endpoint);
  const inJson = await post(spans(2));
  expect([inJson.status, await inJson.json()]).toEqual([200, {}]);
  const inProtobuf = await post(ProtobufTraceSerializer.serializeRequest(toolCalls(2, 2))!, protobuf);
  expect([inProtobuf.status, inProtobuf.headers.get("content-type"), await inProtobuf.text()]).toEqual([
    200,
    "application/x-protobuf",
    "",
  ]);
  const packed = await post(gzipSync(ProtobufTraceSerializer.serializeRequest(toolCalls(2, 4))!), {
    ...protobuf,
    "Content-Encoding": "gzip",
  });
  expect(packed.status).toBe(200);
  await relay.close();
  expect(endpoint.numbers).toEqual(upTo(6));
  expectWhole(endpoint);
  expect(endpoint.chains).toHaveLength(1);
  expect(new Set(endpoint.records.map(({ SrcAgentId }) => SrcAgentId))).toEqual(new Set([agentId]));
  expect(endpoint.records.at(-1)!.EventOriginalType).toBe("telemetry.closed");
  const verdicts = verdictsOf(endpoint, folder);
  expect(verdicts.length).toBe(endpoint.records.length);
  expect(new Set(verdicts.filter((verdict) => verdict !== "ReceivedLate"))).toEqual(new Set(["Valid"]));
  expect(problems).toEqual([]);
});

test("what is answered is told to nobody but the endpoint: arguments are a hash and a length", async () => {
  const endpoint = new Endpoint();
  const { relay, post } = await startRelay(endpoint);
  await post(
    otlpRequest([
      otlpSpan(1, { "gen_ai.tool.call.arguments": '{"iban":"DE02"}', "gen_ai.input.messages": "pay DE02" }),
    ]),
  );
  await relay.close();
  expect(endpoint.records.find(({ ToolId }) => ToolId === "1")).toMatchObject({ ArgumentsLength: 15 });
  expect(JSON.stringify(endpoint.rows)).not.toContain("DE02");
});

test("a span that cannot be read is told, admitted in the chain and named in the next answer; the others are recorded", async () => {
  const endpoint = new Endpoint();
  const { relay, post, problems } = await startRelay(endpoint);
  const answer = await post(otlpRequest([otlpSpan(0), otlpSpan(1, {}, { spanId: "0" }), otlpSpan(2)]));
  expect([answer.status, await answer.json()]).toEqual([200, {}]);
  await relay.flush();
  expect(relay.health.body).toMatchObject({ since: { spans: 2, rejected: 1, unknownAgent: 0 } });
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining("spans[1].spanId")]);
  const next = await post(otlpRequest([otlpSpan(3)]));
  expect(await next.json()).toEqual({
    partialSuccess: {
      rejectedSpans: "0",
      errorMessage: expect.stringMatching(/^1 spans of requests before.*spans\[1\]/),
    },
  });
  expect(await (await post(otlpRequest([otlpSpan(4)]))).json()).toEqual({});
  await relay.close();
  expect(endpoint.numbers).toEqual([0, 2, 3, 4]);
  expect(endpoint.said).toContainEqual(["telemetry.dropped", 1]);
  expectWhole(endpoint);
});

test("a request whose end is broken, and whose shell is not: told, and nothing of it is recorded", async () => {
  const endpoint = new Endpoint();
  const { relay, post } = await startRelay(endpoint);
  expect((await post('{"resourceSpans":[{]}')).status).toBe(200);
  await relay.flush();
  const next = await post(spans(1));
  expect(await next.json()).toMatchObject({ partialSuccess: { errorMessage: expect.stringContaining("not JSON") } });
  await relay.close();
  expect(endpoint.numbers).toEqual([0]);
});

test.each([["logs"], ["metrics"]])("%s are taken and counted, so that no SDK fails or tries again", async (signal) => {
  const { post, url } = await startRelay(new Endpoint());
  const answer = await post(new Uint8Array([0x0a, 0x00]), protobuf, `/v1/${signal}`);
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
  const health = (await (await fetch(`${url}/healthz`)).json()) as { since: Record<string, number> };
  expect(health.since).toMatchObject({ [signal]: 1, spans: 0 });
});

test.each<[string, string | Uint8Array, Record<string, string>, number, RegExp]>([
  ["no JSON", "{", {}, 400, /not JSON/],
  ["another request", '{"resourceLogs":[]}', {}, 400, /resourceLogs/],
  ["no protobuf", new Uint8Array([0xff, 0xff]), protobuf, 400, /not protobuf/],
  ["no gzip", spans(1), { "Content-Encoding": "gzip" }, 400, /not gzip/],
  ["another encoding", spans(1), { "Content-Encoding": "br" }, 415, /send gzip/],
  ["another type", spans(1), { "Content-Type": "text/plain" }, 415, /application\/x-protobuf or application\/json/],
  ["too much", "x".repeat(70_000), {}, 413, /65536 bytes/],
  ["too much when it is unpacked", gzipSync(spans(400)), { "Content-Encoding": "gzip" }, 413, /65536 bytes/],
])("%s is refused: %s", async (_name, body, headers, status, message) => {
  const { post } = await startRelay(new Endpoint(), { environment: { AGENTID_RELAY_MAX_REQUEST_BYTES: "65536" } });
  const answer = await post(body, headers);
  expect([answer.status, await answer.text()]).toEqual([status, expect.stringMatching(message)]);
});

test("nesting without end costs nothing but its span", async () => {
  const endpoint = new Endpoint();
  const { relay, post } = await startRelay(endpoint);
  const deep = `${'{"arrayValue":{"values":['.repeat(1000)}${"]}}".repeat(1000)}`;
  const nested = JSON.stringify(otlpSpan(1)).replace('"attributes":[', `"attributes":[{"key":"deep","value":${deep}},`);
  expect((await post(otlpRequest([otlpSpan(0)]).replace('"spans":[', `"spans":[${nested},`))).status).toBe(200);
  await relay.flush();
  expect(relay.health.body).toMatchObject({ since: { spans: 1, rejected: 1 } });
  await relay.close();
  expect(endpoint.numbers).toEqual([0]);
});

test("other paths and methods are told where spans go", async () => {
  const { post, url } = await startRelay(new Endpoint());
  const elsewhere = await post(spans(1), {}, "/v1/trace");
  expect([elsewhere.status, await elsewhere.text()]).toEqual([404, expect.stringContaining("spans go to /v1/traces")]);
  expect((await fetch(`${url}/v1/traces`)).status).toBe(405);
  expect((await post("", {}, "/healthz")).status).toBe(405);
});

test("web pages cannot send, by their own name or by one that leads here", async () => {
  const endpoint = new Endpoint();
  const { relay } = await startRelay(endpoint);
  expect(await rawPost(relay.httpPort!, { Origin: "http://127.0.0.1" })).toBe(403);
  expect(await rawPost(relay.httpPort!, { Host: "relay.attacker.example" })).toBe(403);
  expect(await rawPost(relay.httpPort!, { Host: `localhost:${relay.httpPort}` })).toBe(200);
  await relay.close();
  expect(endpoint.numbers).toEqual([0]);
});

test("with a token file, only who knows what is in it may send", async () => {
  const tokenFile = join(temporaryFolder(), "token");
  writeFileSync(tokenFile, "c29tZXRoaW5nLXJhbmRvbQ\n");
  const endpoint = new Endpoint();
  const { relay, post, url } = await startRelay(endpoint, { environment: { AGENTID_RELAY_TOKEN_FILE: tokenFile } });
  expect((await post(spans(1))).status).toBe(401);
  expect((await post(spans(1), { Authorization: "Bearer c29tZXRoaW5nLXJhbmRvbq" })).status).toBe(401);
  expect((await post(spans(1), { Authorization: "Bearer c29tZXRoaW5nLXJhbmRvbQ" })).status).toBe(200);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  await relay.close();
  expect(endpoint.numbers).toEqual([0]);
});

test("when the spool is full, senders are told to come again, and what they sent before arrives", async () => {
  const endpoint = new Endpoint();
  endpoint.answer = () => ({ status: 503 });
  const { relay, post, url } = await startRelay(endpoint, { environment: { AGENTID_RELAY_MAX_SPOOL_BYTES: "1" } });
  let answer = await post(spans(1));
  let taken = 0;
  for (let number = 1; answer.status === 200 && number < 100; number++) {
    taken = number;
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer = await post(otlpRequest([otlpSpan(number)]));
  }
  expect([answer.status, answer.headers.get("retry-after"), await answer.text()]).toEqual([
    503,
    "2",
    expect.stringMatching(/is full.*endpoint can be reached/),
  ]);
  const { since } = (await (await fetch(`${url}/healthz`)).json()) as { since: { spans: number; postponed: number } };
  expect(since.postponed).toBe(1);
  endpoint.answer = () => undefined;
  await relay.close();
  expect(endpoint.numbers).toEqual(upTo(taken));
  expectWhole(endpoint);
});

test("a spool that cannot be opened: nothing is said to be taken", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, agentId), "in the way");
  const { post, url } = await startRelay(new Endpoint(), { folder, isAwaited: false, options: { flushTimeout: 100 } });
  const answer = await post(spans(1));
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
  expect((await fetch(`${url}/healthz`)).status).toBe(503);
});
