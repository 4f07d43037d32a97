import { gzipSync } from "node:zlib";
import { Intake, type IntakeOptions } from "../../collector/intake";
import { SendError } from "../../collector/send/sender";
import { MemorySender } from "./support";

const span = (name: string) => ({
  traceId: "5b8efff798038103d269b633813fc60c",
  spanId: "eee19b7ec3c1b174",
  name,
  kind: 3,
  startTimeUnixNano: "1772445600000000000",
  endTimeUnixNano: "1772445601000000000",
});
const traces = (...names: string[]) =>
  JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: names.map(span) }] }] });
const who = "aaaaaaaa-0000-4000-8000-000000000001";
const principal = (claims: object[]) => Buffer.from(JSON.stringify({ claims })).toString("base64");
const known = { "x-ms-client-principal": principal([{ typ: "oid", val: who.toUpperCase() }]) };

/** What the intake answers to a body, and what it sent. */
async function post(
  body: string | Uint8Array,
  { headers = {}, options = {} }: { headers?: Record<string, string>; options?: Partial<IntakeOptions> } = {},
) {
  const sender = new MemorySender();
  const all: Record<string, string> = { "content-type": "application/json", ...known, ...headers };
  const intake = new Intake({ sender, ...options });
  const answer = await intake.traces({ header: (name) => all[name] || null, body: async () => Buffer.from(body) });
  return { ...answer, rows: sender.rows };
}

test("spans are rows of the stream, packed or not", async () => {
  const plain = await post(traces("a", "b"));
  expect(plain).toMatchObject({ status: 200, body: {}, rows: [{ Name: "a", Kind: "CLIENT" }, { Name: "b" }] });
  const packed = await post(gzipSync(traces("a", "b")), { headers: { "content-encoding": "gzip" } });
  expect(packed.rows).toEqual(plain.rows);
});

test("a span that no request to the workspace takes is reported, and the others arrive", async () => {
  const { status, body, rows } = await post(traces("a", "x".repeat(950_000)));
  expect([status, rows.length]).toEqual([200, 1]);
  expect(body).toEqual({
    partialSuccess: { rejectedSpans: "1", errorMessage: expect.stringContaining("900000 bytes") },
  });
});

describe("who", () => {
  test("nobody is refused unless they are named by App Service", async () => {
    const { status, headers, rows, body } = await post(traces("a"), { headers: { "x-ms-client-principal": "" } });
    expect([status, headers?.["WWW-Authenticate"], rows]).toEqual([401, "Bearer", []]);
    expect(body).toMatchObject({ message: expect.stringContaining("App Service authentication must be on") });
    expect((await post(traces("a"), { headers: { "x-ms-client-principal": "%%%" } })).status).toBe(401);
  });

  test("only those listed may send, by object id or application id", async () => {
    const listed = { options: { senders: [who] } };
    expect((await post(traces("a"), listed)).status).toBe(200);
    const appId = { "x-ms-client-principal": principal([{ typ: "azp", val: who }]) };
    expect((await post(traces("a"), { ...listed, headers: appId })).status).toBe(200);
    const other = { "x-ms-client-principal": principal([{ typ: "oid", val: "b" }]) };
    expect((await post(traces("a"), { ...listed, headers: other })).status).toBe(403);
  });
});

describe("what", () => {
  test.each([
    ["protobuf", { "content-type": "application/x-protobuf" }, "", 415],
    ["another encoding", { "content-encoding": "br" }, traces("a"), 415],
    ["no gzip", { "content-encoding": "gzip" }, traces("a"), 400],
    ["no traces", {}, '{"resourceLogs":[]}', 400],
    ["no UTF-8", {}, Buffer.from([0xff]), 400],
    ["a body that says it is too large", { "content-length": "9000000" }, traces("a"), 413],
  ])("%s is refused", async (_what, headers, body, status) => {
    const answered = await post(body, { headers: headers as Record<string, string> });
    expect([answered.status, answered.rows]).toEqual([status, []]);
  });

  test("a body is not unpacked past the limit", async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000, " "));
    const answered = await post(bomb, { headers: { "content-encoding": "gzip" }, options: { mostBytes: 10_000 } });
    expect(answered.status).toBe(413);
  });
});

test.each([
  [undefined, 503],
  [false, 502],
] as const)("a workspace that does not take the rows (%s) is no success", async (taken, status) => {
  const failing = new MemorySender();
  failing.before = () => {
    throw new SendError("s", "500", "again", taken);
  };
  const answered = await post(traces("a"), { options: { sender: failing } });
  expect([answered.status, answered.headers?.["Retry-After"]]).toEqual([status, "30"]);
});
