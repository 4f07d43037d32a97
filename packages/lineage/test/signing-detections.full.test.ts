import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { cpSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { AgentTelemetry, registryEntry, signingKey } from "@sentinel-agent-identities/telemetry";
import { SentinelEmulator } from "../../../lib/emulator";
import { given, shippedWorkspace } from "../../../test/pipeline/support";
import { agentId, endedSpans, fastClock, temporaryFolder, toolCall } from "../../agent-telemetry/test/support";
import {
  emptyRecordsState,
  readKeyRegistry,
  type StoredRecord,
  signatureRow,
  signatureStream,
  verifyRecords,
} from "../src";

type Row = Record<string, unknown>;
const other = "5b1f0c3e-0000-4000-8000-000000000002";
const stream = "Custom-AgentExecutionNative";
const received = new Date("2026-03-02T09:05:00Z");
/** Late records have had their time. */
const judged = new Date("2026-03-02T09:40:00Z");
const workspace = shippedWorkspace();
const rules = workspace.rules.filter(({ query }) => /AgentExcepted\("AIC-03[0-3]"\)/.test(query));

const newKey = () => generateKeyPairSync("ed25519").privateKey;
const key = newKey();
const entry = (holder: KeyObject, agent = agentId, from = "2026-01-01", to = "2026-12-31") =>
  registryEntry(signingKey(holder), agent, new Date(from), new Date(to));

/** Records as the exporter sends them: so many tool calls, in chains that its folder goes on with. */
async function records(
  count: number,
  { folder = temporaryFolder(), from = 0, agent = agentId, signer = key, attributes = {} } = {},
): Promise<Row[]> {
  const sent: Row[] = [];
  const telemetry = new AgentTelemetry({
    agentId: agent,
    folder,
    endpoint: "https://ingest.example",
    ruleId: "dcr-1",
    token: async () => "token",
    key: signer,
    clock: fastClock(),
    flushTimeout: 20_000,
    fetch: async (_url, request) => {
      sent.push(...(JSON.parse(gunzipSync(request!.body as Buffer).toString("utf8")) as Row[]));
      return new Response(null, { status: 204 });
    },
  });
  const calls = Array.from({ length: count }, (_, i) => {
    const call = toolCall(from + i);
    return { ...call, attributes: { ...call.attributes, ...attributes }, resource: { "gen_ai.agent.id": agent } };
  });
  for (const span of endedSpans(calls)) telemetry.onEnd(span);
  await telemetry.shutdown();
  return sent;
}

/** What the rules say after the records came in and the verifier judged them. */
async function saidOf(rows: readonly Row[], keys = [entry(key)]): Promise<string[]> {
  const emulator = await SentinelEmulator.open(workspace, { rules });
  try {
    await emulator.ingest({ ...given(stream, rows), arrival: received });
    const { columns, rows: stored } = await emulator.query("AgentExecution_CL", { now: judged });
    const found = stored.map((values, i): StoredRecord => {
      const row = Object.fromEntries(columns.map(({ name }, c) => [name, values[c]]));
      return { id: String(i), arrived: received, row };
    });
    const { verdicts } = verifyRecords(emptyRecordsState, found, { registry: readKeyRegistry({ keys }), now: judged });
    expect(verdicts).toHaveLength(rows.length);
    const verifier = { verifierId: "v", verifierVersion: "1", batchId: "b" };
    const judgements = verdicts.map((verdict) => signatureRow(verdict, verifier, judged));
    await emulator.ingest({ ...given(signatureStream, judgements), arrival: judged });
    expect(emulator.rejected).toEqual([]);
    const { alerts } = await emulator.simulate(new Date("2026-03-02T09:00:00Z"), new Date("2026-03-02T16:00:00Z"));
    const ids = alerts.flatMap(({ customDetails }) => customDetails.DetectionId ?? []);
    const states = verdicts.map(({ state }) => state).filter((state) => state !== "Valid");
    return [...new Set([...ids, ...states])].sort();
  } finally {
    emulator.close();
  }
}

const changed = (rows: readonly Row[], index: number, change: Row): Row[] =>
  rows.map((row, i) => (i === index ? { ...row, ...change } : row));

test("genuine records, in any order of arrival, are quiet", async () => {
  expect(await saidOf((await records(6)).reverse())).toEqual([]);
});

test("a record that was altered", async () => {
  expect(await saidOf(changed(await records(6), 2, { ToolName: "something-harmless" }))).toEqual([
    "AIC-030",
    "AIC-031",
    "BadSignature",
    "ChainGap",
  ]);
});

test("a record that was altered with its hash", async () => {
  const rows = await records(6);
  const { CanonicalContent, ContentSha256 } = rows[3]!;
  expect(await saidOf(changed(rows, 2, { CanonicalContent, ContentSha256 }))).toEqual(
    expect.arrayContaining(["AIC-030", "BadSignature"]),
  );
});

test("a record that was removed", async () => {
  const rows = await records(6);
  expect(await saidOf(rows.filter((_, i) => i !== 2))).toEqual(["AIC-031", "ChainGap"]);
});

test("records that changed places in the chain", async () => {
  const rows = await records(6);
  const swapped = changed(changed(rows, 2, { ChainSequence: rows[3]!.ChainSequence }), 3, {
    ChainSequence: rows[2]!.ChainSequence,
  });
  expect(await saidOf(swapped)).toEqual(expect.arrayContaining(["AIC-030", "BadSignature"]));
});

test("a record that came twice is a copy, and no rule speaks", async () => {
  const rows = await records(4);
  expect(await saidOf([...rows, rows[1]!])).toEqual(["Duplicate"]);
});

test("two writers that go on with one chain", async () => {
  const [first, second] = [temporaryFolder(), temporaryFolder()];
  const begun = await records(3, { folder: first });
  cpSync(first, second, { recursive: true });
  const mine = await records(2, { folder: first, from: 10 });
  const theirs = await records(2, { folder: second, from: 20 });
  expect(new Set([...begun, ...mine, ...theirs].map(({ ChainId }) => ChainId)).size).toBe(1);
  expect(await saidOf([...begun, ...mine, ...theirs])).toEqual(expect.arrayContaining(["AIC-031", "ChainFork"]));
});

test("a key that another agent uses", async () => {
  const rows = [...(await records(2)), ...(await records(2, { agent: other }))];
  expect(await saidOf(rows)).toEqual(expect.arrayContaining(["AIC-030", "AIC-032", "UnknownKey"]));
});

test.each([
  ["that nobody registered", () => [], "UnknownKey"],
  ["that is no longer valid", () => [entry(key, agentId, "2026-01-01", "2026-03-01")], "KeyExpired"],
  ["that was revoked", () => [{ ...entry(key), revokedAt: "2026-03-01T00:00:00.000Z" }], "KeyRevoked"],
])("a key %s", async (_, keys, state) => {
  expect(await saidOf(await records(3), keys() as ReturnType<typeof entry>[])).toEqual(
    expect.arrayContaining(["AIC-030", state]),
  );
});

test.each([
  ["within its policy", "2026-03-02T08:00:00Z", []],
  ["past it", "2026-03-02T04:00:00Z", ["AIC-033"]],
])("a token that is used %s", async (_, issued, expected) => {
  const attributes = { "agent.token.uti": "t1", "agent.token.issued_at": issued };
  expect(await saidOf(await records(3, { attributes }))).toEqual(expected);
});
