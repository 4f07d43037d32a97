import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Receiver } from "./receiver";
import { chainQuery, expectUnbroken, exporter, temporaryFolder, toolCalls } from "./support";

/** Until a condition holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

test("a full queue keeps the oldest, counts the rest and admits them in a record", async () => {
  const receiver = await Receiver.start();
  const { telemetry, problems } = exporter(receiver, temporaryFolder(), { maxQueuedSpans: 20 });
  for (const span of toolCalls(50)) telemetry.onEnd(span);
  await telemetry.forceFlush();
  for (const span of toolCalls(1, 50)) telemetry.onEnd(span);
  await telemetry.forceFlush();
  const rows = await receiver.rows(chainQuery);
  expectUnbroken(rows);
  expect(rows.map(({ ToolId, EventOriginalType }) => ToolId || EventOriginalType)).toEqual([
    "telemetry.started",
    ...Array.from({ length: 20 }, (_, i) => String(i)),
    "telemetry.overflow",
    "50",
  ]);
  expect(rows[21]!.EventErrorDetails).toBe(
    "30 operations that ended between 2026-03-02T09:00:20.987Z and 2026-03-02T09:00:49.987Z have no record: queue or spool was full",
  );
  const added = await receiver.rows(
    'AgentExecution_CL | where EventOriginalType == "telemetry.overflow" | project tolong(AdditionalFields.Lost)',
  );
  expect(Object.values(added[0]!)).toEqual([30]);
  expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(/^30 spans were not recorded/)]);
});

test("a spool never grows over its size; what it has no room for is admitted, and the chain holds", async () => {
  const receiver = await Receiver.start();
  receiver.down();
  const folder = temporaryFolder();
  const maxSpoolBytes = 100_000;
  const { telemetry } = exporter(receiver, folder, { maxSpoolBytes, maxQueuedSpans: 300, flushTimeout: 1500 });
  for (let i = 0; i < 10; i++) {
    for (const span of toolCalls(200, i * 200)) telemetry.onEnd(span);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await telemetry.forceFlush();
  const writer = join(folder, "writer-1");
  const bytes = readdirSync(writer)
    .filter((name) => name.endsWith(".json.gz"))
    .reduce((sum, name) => sum + statSync(join(writer, name)).size, 0);
  expect(bytes).toBeGreaterThan(maxSpoolBytes / 3);
  expect(bytes).toBeLessThanOrEqual(maxSpoolBytes);

  receiver.up();
  const drained = () => readdirSync(writer).filter((name) => /^\d+/.test(name)).length === 0;
  await until(drained);
  // A busy machine takes longer than one flush may; with nothing left, the others end at once.
  for (let i = 0; i < 10; i++) await telemetry.forceFlush();
  const rows = await receiver.rows(chainQuery);
  expectUnbroken(rows);
  const recorded = rows.filter(({ ToolId }) => ToolId !== "").map(({ ToolId }) => Number(ToolId));
  expect(recorded).toEqual([...recorded].sort((a, b) => a - b));
  const admitted = rows
    .filter(({ EventOriginalType }) => EventOriginalType === "telemetry.overflow")
    .map(({ EventErrorDetails }) => Number.parseInt(String(EventErrorDetails), 10));
  expect(admitted.length).toBeGreaterThan(0);
  expect(recorded.length + admitted.reduce((a, b) => a + b)).toBe(2000);
});
