import { Receiver } from "./receiver";
import {
  agentId,
  chainQuery,
  expectUnbroken,
  exporter,
  temporaryFolder,
  toolCalls,
  toolNumbers,
  upTo,
} from "./support";

test("10,000 spans through sign, chain and send: all arrive, every hash matches, the chain is unbroken", async () => {
  const receiver = await Receiver.start();
  const { telemetry, problems } = exporter(receiver, temporaryFolder(), {
    maxQueuedSpans: 10_000,
    flushTimeout: 60_000,
  });
  for (const span of toolCalls(10_000)) telemetry.onEnd(span);
  await telemetry.forceFlush();
  expect(problems).toEqual([]);
  const rows = await receiver.rows(chainQuery);
  expect(toolNumbers(rows)).toEqual(upTo(10_000));
  expectUnbroken(rows);
  expect(rows.every(({ Copies }) => Number(Copies) === 1)).toBe(true);
  expect(rows[0]!.ChainId).toMatch(new RegExp(`^${agentId}/[0-9a-f-]{36}$`));
  expect(new Set(receiver.attempts)).toEqual(new Set([204]));
  expect(receiver.emulator.rejected).toEqual([]);
}, 180_000);

test("an endpoint that is down for the whole run, then back: nothing is lost, order and chain hold", async () => {
  const receiver = await Receiver.start();
  const folder = temporaryFolder();
  receiver.down();
  const first = exporter(receiver, folder, { flushTimeout: 2000 });
  for (const span of toolCalls(300)) first.telemetry.onEnd(span);
  await first.telemetry.forceFlush();
  for (const span of toolCalls(300, 300)) first.telemetry.onEnd(span);
  await first.telemetry.shutdown();
  expect(first.problems.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/sending failed: connect ECONNREFUSED/),
  );
  expect(await receiver.rows("AgentExecution_CL")).toEqual([]);

  receiver.up();
  const second = exporter(receiver, folder);
  for (const span of toolCalls(10, 600)) second.telemetry.onEnd(span);
  await second.telemetry.forceFlush();
  const rows = await receiver.rows(chainQuery);
  expect(toolNumbers(rows)).toEqual(upTo(610));
  expectUnbroken(rows);
});

test("an outage within a run ends by itself", async () => {
  const receiver = await Receiver.start();
  const { telemetry } = exporter(receiver, temporaryFolder());
  receiver.interference = (attempt) => (attempt < 5 ? new Error("socket hang up") : undefined);
  for (const span of toolCalls(20)) telemetry.onEnd(span);
  await telemetry.forceFlush();
  expect(receiver.attempts).toEqual(["error", "error", "error", "error", "error", 204]);
  expect(await receiver.rows("AgentExecution_CL | where isnotempty(ToolId) | count")).toEqual([{ Count: 20 }]);
});
