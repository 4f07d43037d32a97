import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { status } from "@grpc/grpc-js";
import { ProtobufTraceSerializer } from "@opentelemetry/otlp-transformer";
import { Reader } from "protobufjs/minimal";
import { Endpoint, expectWhole } from "./endpoint";
import { exportByGrpc, startRelay } from "./relay-support";
import { agentId, temporaryFolder, toolCalls, upTo } from "./support";

const spans = (count: number, from = 0) => ProtobufTraceSerializer.serializeRequest(toolCalls(count, from))!;
const gzip = 2;

/** Seconds of the RetryInfo in a status. */
function retrySeconds(details: Uint8Array): number {
  const any = field(details, 3);
  expect(Buffer.from(field(any, 1)).toString()).toBe("type.googleapis.com/google.rpc.RetryInfo");
  const duration = Reader.create(field(field(any, 2), 1));
  expect(duration.uint32()).toBe(0x08);
  return duration.int32();
}

function field(bytes: Uint8Array, number: number): Uint8Array {
  const reader = Reader.create(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === number) return reader.bytes();
    reader.skipType(tag & 7);
  }
  throw new Error(`no field ${number}`);
}

test("spans over gRPC, packed or not, become signed, chained records of the agent", async () => {
  const endpoint = new Endpoint();
  const { relay } = await startRelay(endpoint);
  const plain = await exportByGrpc(relay.grpcPort!, spans(3));
  expect(plain).toEqual({ code: status.OK, body: Buffer.alloc(0) });
  expect((await exportByGrpc(relay.grpcPort!, spans(3, 3), { compression: gzip })).code).toBe(status.OK);
  await relay.close();
  expect(endpoint.numbers).toEqual(upTo(6));
  expectWhole(endpoint);
  expect(new Set(endpoint.records.map(({ SrcAgentId }) => SrcAgentId))).toEqual(new Set([agentId]));
});

test.each([
  ["logs.v1.LogsService", "logs"],
  ["metrics.v1.MetricsService", "metrics"],
])("%s is answered and counted", async (service, name) => {
  const { relay } = await startRelay(new Endpoint());
  expect(await exportByGrpc(relay.grpcPort!, new Uint8Array([0x0a, 0x00]), { service })).toEqual({
    code: status.OK,
    body: Buffer.alloc(0),
  });
  expect(relay.health.body).toMatchObject({ since: { [name]: 1 } });
});

test("a broken request is refused for good, one that is too large as well", async () => {
  const { relay } = await startRelay(new Endpoint(), { environment: { AGENTID_RELAY_MAX_REQUEST_BYTES: "10000" } });
  expect(await exportByGrpc(relay.grpcPort!, new Uint8Array([0xff, 0xff]))).toMatchObject({
    code: status.INVALID_ARGUMENT,
  });
  const large = await exportByGrpc(relay.grpcPort!, spans(200));
  expect(large).toMatchObject({ code: status.RESOURCE_EXHAUSTED });
  expect("metadata" in large && large.metadata.get("grpc-status-details-bin")).toEqual([]);
  const packed = await exportByGrpc(relay.grpcPort!, spans(200), { compression: gzip });
  expect(packed).toMatchObject({ code: status.RESOURCE_EXHAUSTED });
});

test("a crowd is told when to come again", async () => {
  const { relay } = await startRelay(new Endpoint(), { settings: { maxHeldBytes: 100 } });
  const answer = await exportByGrpc(relay.grpcPort!, spans(50));
  expect(answer).toMatchObject({ code: status.RESOURCE_EXHAUSTED });
  expect(
    retrySeconds(
      "metadata" in answer ? (answer.metadata.get("grpc-status-details-bin")[0] as Buffer) : Buffer.alloc(0),
    ),
  ).toBe(2);
});

test("a spool that cannot be opened: UNAVAILABLE, and when to come again", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, agentId), "in the way");
  const { relay } = await startRelay(new Endpoint(), { folder, isAwaited: false, options: { flushTimeout: 100 } });
  const answer = await exportByGrpc(relay.grpcPort!, spans(1));
  expect(answer).toMatchObject({ code: status.UNAVAILABLE, details: expect.stringContaining("is not open") });
  expect(
    retrySeconds(
      "metadata" in answer ? (answer.metadata.get("grpc-status-details-bin")[0] as Buffer) : Buffer.alloc(0),
    ),
  ).toBe(2);
});

test("with a token file, only who knows what is in it may send", async () => {
  const tokenFile = join(temporaryFolder(), "token");
  writeFileSync(tokenFile, "c29tZXRoaW5nLXJhbmRvbQ");
  const { relay } = await startRelay(new Endpoint(), { environment: { AGENTID_RELAY_TOKEN_FILE: tokenFile } });
  expect(await exportByGrpc(relay.grpcPort!, spans(1))).toMatchObject({ code: status.UNAUTHENTICATED });
  const headers = { authorization: "Bearer c29tZXRoaW5nLXJhbmRvbQ" };
  expect((await exportByGrpc(relay.grpcPort!, spans(1), { headers })).code).toBe(status.OK);
});
