import { generateKeyPairSync } from "node:crypto";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { context, trace } from "@opentelemetry/api";
import { isTracingSuppressed } from "@opentelemetry/core";
import { BasicTracerProvider, type ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { AgentTelemetry } from "@sentinel-agent-identities/telemetry";
import { Receiver } from "./receiver";
import {
  agentId,
  chainQuery,
  endedSpans,
  expectUnbroken,
  exporter,
  fastClock,
  ownRows,
  temporaryFolder,
  toolCalls,
  toolNumbers,
  upTo,
} from "./support";

const nowhere = { agentId, endpoint: "https://127.0.0.1:9", ruleId: "dcr-0", token: async () => "t" };

test("onEnd returns nothing to wait for, touches nothing of the span, and does the same when all is broken", () => {
  const folder = join(temporaryFolder(), "file");
  writeFileSync(folder, "not a folder");
  const telemetry = new AgentTelemetry({
    ...nowhere,
    folder,
    clock: fastClock(),
    flushTimeout: 50,
    onProblem: () => {
      throw new Error("the listener is broken too");
    },
  });
  const untouchable = new Proxy({} as ReadableSpan, {
    get: () => {
      throw new Error("read on the agent's thread");
    },
  });
  for (let i = 0; i < 10_000; i++) expect(telemetry.onEnd(untouchable)).toBeUndefined();
  return expect(telemetry.shutdown()).resolves.toBeUndefined();
});

test("an agent runs and ends as ever while disk, token and endpoint fail", async () => {
  const folder = join(temporaryFolder(), "file");
  writeFileSync(folder, "not a folder");
  const problems: string[] = [];
  const telemetry = new AgentTelemetry({
    ...nowhere,
    folder,
    token: () => {
      throw new Error("no token");
    },
    clock: fastClock(),
    flushTimeout: 200,
    onProblem: ({ message }) => problems.push(message),
  });
  const provider = new BasicTracerProvider({ spanProcessors: [telemetry] });
  const answer = await provider.getTracer("agent").startActiveSpan("work", async (span) => {
    span.end();
    return 42;
  });
  expect(answer).toBe(42);
  await provider.forceFlush();
  await provider.shutdown();
  expect(problems).toContainEqual(expect.stringMatching(/^opening the spool failed: (ENOTDIR|EEXIST)/));
  expect(problems).toContainEqual(
    "forceFlush did not end within 200 ms; what is signed stays in the spool and is sent later",
  );
});

test("a span that cannot be read costs itself only", async () => {
  const receiver = await Receiver.start();
  const { telemetry, problems } = exporter(receiver, temporaryFolder());
  const [before, broken, after] = toolCalls(3) as [ReadableSpan, ReadableSpan, ReadableSpan];
  const unreadable = new Proxy(broken, {
    get: (span, name, self) => {
      if (name === "attributes") throw new Error("getter failed");
      return Reflect.get(span, name, self);
    },
  });
  for (const span of [before, unreadable, after]) telemetry.onEnd(span);
  await telemetry.forceFlush();
  const rows = await receiver.rows(chainQuery);
  expect(toolNumbers(rows)).toEqual([0, 2]);
  expectUnbroken(rows);
  expect(problems.map(({ message }) => message)).toEqual(["getter failed"]);
});

test("a spool that is taken away is left, and a new chain says so", async () => {
  const receiver = await Receiver.start();
  const folder = temporaryFolder();
  const { telemetry } = exporter(receiver, folder);
  for (const span of toolCalls(5)) telemetry.onEnd(span);
  await telemetry.forceFlush();
  rmSync(join(folder, "writer-1"), { recursive: true });
  for (const span of toolCalls(5, 5)) telemetry.onEnd(span);
  await telemetry.forceFlush();
  const rows = await receiver.rows(chainQuery);
  expectUnbroken(rows);
  expect(new Set(rows.map(({ ChainId }) => ChainId)).size).toBe(2);
  const told = rows.filter(({ EventOriginalType }) => EventOriginalType === "telemetry.resumed");
  expect(told).toMatchObject([{ ChainSequence: 1, PrevEventSha256: "" }]);
  expect(toolNumbers(rows).sort((a, b) => a - b)).toEqual(upTo(10));
});

test("two writers in one folder have a chain each", async () => {
  const receiver = await Receiver.start();
  const folder = temporaryFolder();
  const writers = [exporter(receiver, folder), exporter(receiver, folder)];
  for (const [i, { telemetry }] of writers.entries()) for (const span of toolCalls(20, 20 * i)) telemetry.onEnd(span);
  for (const { telemetry } of writers) await telemetry.forceFlush();
  const rows = await receiver.rows(chainQuery);
  expectUnbroken(rows);
  expect(toolNumbers(rows)).toHaveLength(40);
  expect(new Set(rows.map(({ ChainId }) => ChainId)).size).toBe(2);
});

test("a clean end closes the chain, and a restart goes on with it and says no more", async () => {
  const receiver = await Receiver.start();
  const folder = temporaryFolder();
  for (let run = 0; run < 3; run++) {
    const { telemetry } = exporter(receiver, folder);
    for (const span of toolCalls(4, run * 4)) telemetry.onEnd(span);
    await telemetry.shutdown();
    telemetry.onEnd(toolCalls(1, 99)[0]!);
  }
  const rows = await receiver.rows(chainQuery);
  expectUnbroken(rows);
  expect(toolNumbers(rows)).toEqual(upTo(12));
  const types = ["telemetry.started", "telemetry.closed", "telemetry.closed", "telemetry.closed"];
  expect(ownRows(rows).map(({ EventOriginalType }) => EventOriginalType)).toEqual(types);
  expect(rows.at(-1)!.EventOriginalType).toBe("telemetry.closed");
  expect(new Set(rows.map(({ ChainId }) => ChainId)).size).toBe(1);
});

test("the spans of another agent are refused, those of a name that is no object id are signed as this agent's", async () => {
  const receiver = await Receiver.start();
  const { telemetry, problems } = exporter(receiver, temporaryFolder());
  const spans = endedSpans([
    { resource: { "gen_ai.agent.id": "11111111-2222-4333-8444-555555555555" } },
    { attributes: { "gen_ai.agent.id": "asst_42" } },
  ]);
  for (const span of spans) telemetry.onEnd(span);
  await telemetry.forceFlush();
  expect(
    await receiver.rows(
      "AgentExecution_CL | where EventVendor != 'AgentTelemetry' | project SrcAgentId, SrcAgentOriginalId",
    ),
  ).toEqual([{ SrcAgentId: agentId, SrcAgentOriginalId: "asst_42" }]);
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^a span of agent 11111111-.* reached the exporter that signs for agent 3f6c2b1e/),
  ]);
});

test("requests are made without tracing", async () => {
  const receiver = await Receiver.start();
  const suppressed: boolean[] = [];
  const { fetch } = receiver.options;
  const spy = jest.spyOn(context, "with").mockImplementation((active, work, self, ...args) => {
    suppressed.push(isTracingSuppressed(active));
    return work.call(self as never, ...args);
  });
  const { telemetry } = exporter(receiver, temporaryFolder(), { fetch });
  telemetry.onEnd(toolCalls(1)[0]!);
  await telemetry.forceFlush();
  spy.mockRestore();
  expect(suppressed.length).toBeGreaterThan(1);
  expect(suppressed).not.toContain(false);
  expect(trace.getActiveSpan()).toBeUndefined();
});

test("texts that do not fit into a field are shortened before they are signed", async () => {
  const receiver = await Receiver.start();
  const { telemetry } = exporter(receiver, temporaryFolder());
  const long = Object.fromEntries(
    ["gen_ai.tool.name", "gen_ai.agent.name", "gen_ai.request.model", "user.name"].map((name) => [
      name,
      "€😀\u0001".repeat(20_000),
    ]),
  );
  for (const span of endedSpans([{ attributes: long }, { attributes: { "gen_ai.tool.name": "\ud800x" } }]))
    telemetry.onEnd(span);
  await telemetry.forceFlush();
  const rows = await receiver.rows(chainQuery);
  expect(rows).toHaveLength(3);
  expectUnbroken(rows);
});

describe("options that cannot be meant are refused when the exporter is built", () => {
  const good = { ...nowhere, folder: "unused" };
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const publicKey = generateKeyPairSync("ed25519").publicKey;
  test.each([
    [{ agentId: "my-agent" }, /option agentId is "my-agent"; pass the object id/],
    [{ endpoint: "contoso.ingest" }, /option endpoint/],
    [{ ruleId: "" }, /option ruleId is ""/],
    [{ folder: undefined as unknown as string }, /option folder is missing/],
    [{ token: "t" as unknown as () => Promise<string> }, /option token/],
    [{ batchDelay: -1 }, /option batchDelay is -1/],
    [{ key: rsa }, /the signing key given is of type RSA; use a private Ed25519 or P-256 key/],
    [{ key: publicKey }, /the signing key given is a public key/],
    [{ key: { kty: "OKP" } }, /the signing key given cannot be read/],
  ])("%p", (more, message) => {
    expect(() => new AgentTelemetry({ ...good, ...more })).toThrow(message);
  });
});

test("a key file that others can read is not used", async () => {
  const receiver = await Receiver.start();
  const folder = temporaryFolder();
  const file = join(folder, "keys", "key.json");
  mkdirSync(join(folder, "keys"));
  const first = exporter(receiver, folder, { key: { file } });
  await first.telemetry.forceFlush();
  chmodSync(file, 0o640);
  const second = exporter(receiver, folder, { key: { file }, flushTimeout: 200 });
  await second.telemetry.forceFlush();
  expect(second.problems.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/can be read by others \(mode 0640\); run chmod 600/),
  );
});
