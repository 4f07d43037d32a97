import { generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Asked, receiver } from "../../examples/external-agents/receiver";

const kid = "https://kv-agentid.vault.azure.net/keys/agentid-response";
const audience = "https://agents.contoso.com/responses";
const now = Date.parse("2026-03-02T10:00:00Z");
const own = generateKeyPairSync("ec", { namedCurve: "P-256" });
const foreign = generateKeyPairSync("ec", { namedCurve: "P-256" });

const at = (milliseconds: number) => new Date(now + milliseconds).toISOString();
const message = (more: object = {}) => ({
  id: randomUUID(),
  issuedAt: at(0),
  expiresAt: at(300_000),
  audience,
  action: "pause",
  agentId: "a0e1c2d3-58a4-4d2b-9f0e-6b7c8d9e0f12",
  nativeId: "arn:aws:bedrock:eu-west-1:1:agent/A",
  ...more,
});
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
function signed(payload: object, { key = own.privateKey, header = {} }: { key?: KeyObject; header?: object } = {}) {
  const input = `${encoded({ alg: "ES256", kid, typ: "agentid-response", ...header })}.${encoded(payload)}`;
  return `${input}.${sign("sha256", Buffer.from(input), { key, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
}

let server: Server;
let asked: Asked[];
beforeEach(async () => {
  asked = [];
  const listener = receiver({
    keys: { [kid]: own.publicKey },
    audience,
    act: async (one) => {
      asked.push(one);
    },
    now: () => now,
  });
  server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
});
afterEach(() => server.close());

async function send(body: string): Promise<[number, unknown]> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/responses`;
  const response = await fetch(url, { method: "POST", headers: { "Content-Type": "application/jose" }, body });
  return [response.status, ((await response.json()) as { state?: unknown }).state];
}

test("a message of the key is done, and answered with the agent's state", async () => {
  expect(await send(signed(message()))).toEqual([200, "paused"]);
  expect(await send(signed(message({ action: "resume" })))).toEqual([200, "running"]);
  expect(asked.map(({ action, nativeId }) => [action, nativeId])).toEqual([
    ["pause", "arn:aws:bedrock:eu-west-1:1:agent/A"],
    ["resume", "arn:aws:bedrock:eu-west-1:1:agent/A"],
  ]);
});

test("the same message is taken once", async () => {
  const body = signed(message());
  expect([(await send(body))[0], (await send(body))[0], asked.length]).toEqual([200, 409, 1]);
});

test.each<[string, () => string]>([
  ["of another key", () => signed(message(), { key: foreign.privateKey })],
  ["of a key that nobody knows", () => signed(message(), { header: { kid: `${kid}x` } })],
  ["of a key named like a member of every object", () => signed(message(), { header: { kid: "constructor" } })],
  ["of another algorithm", () => signed(message(), { header: { alg: "none" } })],
  ["of another kind", () => signed(message(), { header: { typ: "JWT" } })],
  ["for another endpoint", () => signed(message({ audience: `${audience}/` }))],
  ["that is too old", () => signed(message({ issuedAt: at(-301_000), expiresAt: at(-1) }))],
  ["of the future", () => signed(message({ issuedAt: at(120_000), expiresAt: at(400_000) }))],
  ["that lives for days", () => signed(message({ expiresAt: at(86_400_000) }))],
  ["without a time", () => signed(message({ expiresAt: undefined }))],
  ["without an id", () => signed(message({ id: undefined }))],
  ["whose content was changed", () => signed(message()).replace(/\.[^.]+\./, `.${encoded(message())}.`)],
  ["without a signature", () => signed(message()).replace(/[^.]+$/, "")],
  ["that is none", () => "hello"],
])("a message %s is refused, and nothing is done", async (_what, body) => {
  expect([(await send(body()))[0], asked]).toEqual([401, []]);
});

test("an action that nobody knows, and more than a message has, are refused", async () => {
  expect((await send(signed(message({ action: "delete" }))))[0]).toBe(400);
  expect((await send(signed(message({ nativeId: "x".repeat(20_000) }))))[0]).toBe(413);
  expect(asked).toEqual([]);
});
