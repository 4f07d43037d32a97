import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { Endpoint, expectWhole } from "./endpoint";
import { batches, until } from "./left-behind";
import { endedSpans, exporter, fastClock, temporaryFolder, toolCall, toolCalls } from "./support";

const with2 = (setup: object) => [toolCalls(1)[0]!, ...endedSpans([setup]), ...toolCalls(1, 1)];
const changed = (change: object): ReadableSpan[] => {
  const [span] = toolCalls(1, 7) as [ReadableSpan];
  return [
    toolCalls(1)[0]!,
    new Proxy(span, { get: (of, name) => (change as never)[name] ?? Reflect.get(of, name) }),
    ...toolCalls(1, 1),
  ];
};
const seconds = (year: number) => Date.UTC(year, 0, 1) / 1000;

test.each<[string, ReadableSpan[], RegExp]>([
  ["ended in the year 275760", changed({ endTime: [8.64e12, 0] }), /impossible time \(1\)/],
  ["ended in the year 10000", changed({ endTime: [seconds(10_000), 0] }), /impossible time/],
  ["began before the year 1", changed({ startTime: [-62_135_596_801, 0] }), /impossible time/],
  ["ended at no number", changed({ endTime: [Number.NaN, 0] }), /impossible time/],
  ["ended never", changed({ endTime: [Number.POSITIVE_INFINITY, 0] }), /impossible time/],
  ["has absurd nanoseconds", changed({ endTime: [0, 1e300] }), /impossible time/],
  ["has a time that is none", changed({ endTime: "yesterday" }), /impossible time|unreadable span/],
  [
    "names another agent",
    with2({ resource: { "gen_ai.agent.id": "11111111-2222-4333-8444-555555555555" } }),
    /other agent \(1\)/,
  ],
  ["cannot be read", changed({ attributes: { a: 1n, "gen_ai.tool.call.arguments": [1n] } }), /unreadable span \(1\)/],
])("a span that %s has no record, and one that says so", async (_name, spans, why) => {
  const endpoint = new Endpoint();
  const { telemetry, problems } = exporter(endpoint, temporaryFolder());
  for (const span of spans) telemetry.onEnd(span);
  await telemetry.shutdown();
  expect(endpoint.numbers).toEqual([0, 1]);
  expectWhole(endpoint);
  const [admission] = endpoint.records.filter(({ EventOriginalType }) => EventOriginalType === "telemetry.dropped");
  expect(admission!.AdditionalFields).toEqual({ Lost: 1 });
  expect(admission!.EventErrorDetails).toMatch(why);
  expect(problems).toHaveLength(1);
});

test("spans without a record are counted by why they have none", async () => {
  const endpoint = new Endpoint();
  const { telemetry } = exporter(endpoint, temporaryFolder(), { flushTimeout: 1_000_000 });
  const other = { resource: { "gen_ai.agent.id": "11111111-2222-4333-8444-555555555555" } };
  for (const span of endedSpans([other, other])) telemetry.onEnd(span);
  telemetry.onEnd(changed({ endTime: [Number.NaN, 0] })[1]!);
  await telemetry.shutdown();
  const [admission] = endpoint.records.filter(({ EventOriginalType }) => EventOriginalType === "telemetry.dropped");
  expect(admission!.AdditionalFields).toEqual({ Lost: 3 });
  expect(admission!.EventErrorDetails).toMatch(/other agent \(2\)/);
  expect(admission!.EventErrorDetails).toMatch(/impossible time \(1\)/);
});

test("the first and the last instant that a record can hold are recorded", async () => {
  const endpoint = new Endpoint();
  const { telemetry } = exporter(endpoint, temporaryFolder());
  const [span] = endedSpans([toolCall(0)]) as [ReadableSpan];
  const time = { startTime: [-62_135_596_800, 0], endTime: [253_402_300_799, 999_000_000] };
  telemetry.onEnd(new Proxy(span, { get: (of, name) => (time as never)[name] ?? Reflect.get(of, name) }));
  await telemetry.shutdown();
  const [row] = endpoint.records.filter(({ ToolId }) => ToolId === "0");
  expect(row).toMatchObject({ EventStartTime: "0001-01-01T00:00:00.000Z", EventEndTime: "9999-12-31T23:59:59.999Z" });
});

test("a token's time that no record can hold is left out", async () => {
  const endpoint = new Endpoint();
  const { telemetry } = exporter(endpoint, temporaryFolder());
  const attributes = {
    "agent.token.issued_at": "0000-01-01T00:00:00Z",
    "agent.token.expires_at": "9999-12-31T23:00:00-05:00",
  };
  telemetry.onEnd(endedSpans([{ attributes }])[0]!);
  await telemetry.shutdown();
  const row = endpoint.records.find(({ EventOriginalType }) => EventOriginalType === "execute_tool");
  expect(row).toMatchObject({ TokenIssuedTime: null, TokenExpiryTime: null });
});

test("what a full queue has lost is admitted with its number, even when it has no times", async () => {
  const endpoint = new Endpoint();
  const { telemetry } = exporter(endpoint, temporaryFolder(), { maxQueuedSpans: 2 });
  for (const span of toolCalls(2)) telemetry.onEnd(span);
  for (const span of changed({ endTime: [Number.NaN, 0] })) telemetry.onEnd(span);
  telemetry.onEnd({} as ReadableSpan);
  await telemetry.shutdown();
  expect(endpoint.said).toContainEqual(["telemetry.overflow", 4]);
  expectWhole(endpoint);
});

test("a clock that is out of its mind still gives records that verify", async () => {
  const endpoint = new Endpoint();
  const { telemetry } = exporter(endpoint, temporaryFolder(), {
    clock: { ...fastClock(), now: () => new Date(8.64e15) },
  });
  telemetry.onEnd(toolCalls(1)[0]!);
  await telemetry.shutdown();
  expect(endpoint.records[0]).toMatchObject({ EventEndTime: "9999-12-31T23:59:59.999Z" });
});

test("spans for which there was neither time nor room are admitted by the shutdown, and the chain is closed", async () => {
  const endpoint = new Endpoint();
  const folder = temporaryFolder();
  endpoint.answer = () => new Error("down");
  const first = exporter(endpoint, folder, { maxSpoolBytes: 1, flushTimeout: 200 });
  first.telemetry.onEnd(toolCalls(1)[0]!);
  await new Promise((resolve) => setTimeout(resolve, 300));
  for (const span of toolCalls(50, 1)) first.telemetry.onEnd(span);
  // Those are records that wait for room; what ends from now on waits in the queue.
  await new Promise((resolve) => setTimeout(resolve, 300));
  for (const span of toolCalls(30, 51)) first.telemetry.onEnd(span);
  await first.telemetry.shutdown();
  endpoint.answer = () => undefined;
  const second = exporter(endpoint, folder);
  await second.telemetry.shutdown();
  expectWhole(endpoint);
  expect(endpoint.chains).toHaveLength(1);
  const lost = endpoint.said.filter(([type]) => type === "telemetry.overflow").map(([, count]) => Number(count));
  expect(endpoint.numbers.length + lost.reduce((a, b) => a + b)).toBe(81);
  expect(endpoint.said.map(([type]) => type)).not.toContain("telemetry.resumed");
  expect(endpoint.records.at(-1)!.EventOriginalType).toBe("telemetry.closed");
});

test("a chain that there is no room to close is closed once, all the same", async () => {
  const endpoint = new Endpoint();
  const folder = temporaryFolder();
  endpoint.answer = () => new Error("down");
  const first = exporter(endpoint, folder, { maxSpoolBytes: 1, flushTimeout: 300 });
  first.telemetry.onEnd(toolCalls(1)[0]!);
  await until(() => existsSync(join(folder, "writer-1", "ledger.jsonl")) && batches(folder).length > 0);
  await first.telemetry.shutdown();
  endpoint.answer = () => undefined;
  await exporter(endpoint, folder, { flushTimeout: 1_000_000 }).telemetry.shutdown();
  expect(endpoint.numbers).toEqual([0]);
  expectWhole(endpoint);
  expect(endpoint.said.map(([type]) => type)).toEqual(["telemetry.started", "telemetry.closed"]);
});

test("what is larger than the whole spool goes by itself, one after the other", async () => {
  const endpoint = new Endpoint();
  const { telemetry } = exporter(endpoint, temporaryFolder(), { maxSpoolBytes: 1, flushTimeout: 1_000_000 });
  for (const number of [0, 1, 2]) {
    telemetry.onEnd(toolCalls(1, number)[0]!);
    await telemetry.forceFlush();
  }
  expect(endpoint.numbers).toEqual([0, 1, 2]);
  await telemetry.shutdown();
  expectWhole(endpoint);
  expect(endpoint.said.map(([type]) => type)).toEqual(["telemetry.started", "telemetry.closed"]);
});

test("large spans are bounded by their bytes, and what found no room is admitted", async () => {
  const endpoint = new Endpoint();
  const { telemetry } = exporter(endpoint, temporaryFolder(), { maxQueuedBytes: 10_000_000 });
  const texts = (i: number) => ({ ...toolCall(i).attributes, "gen_ai.input.messages": "x".repeat(100_000) });
  for (const span of endedSpans(Array.from({ length: 500 }, (_, i) => ({ attributes: texts(i) }))))
    telemetry.onEnd(span);
  await telemetry.shutdown();
  const [[, lost]] = endpoint.said.filter(([type]) => type === "telemetry.overflow") as [[string, number]];
  expect(endpoint.numbers.length + lost).toBe(500);
  // About fifty of 200 kB in memory, and the first few that nobody measures.
  expect(endpoint.numbers.length).toBeGreaterThan(64);
  expect(endpoint.numbers.length).toBeLessThan(300);
});

test("small spans in a steady flow are never taken for many bytes", async () => {
  const endpoint = new Endpoint();
  const { telemetry } = exporter(endpoint, temporaryFolder(), { maxQueuedBytes: 500_000, flushTimeout: 60_000 });
  for (let i = 0; i < 20; i++) {
    for (const span of toolCalls(200, i * 200)) telemetry.onEnd(span);
    await telemetry.forceFlush();
  }
  await telemetry.shutdown();
  expect(endpoint.numbers).toHaveLength(4000);
});
