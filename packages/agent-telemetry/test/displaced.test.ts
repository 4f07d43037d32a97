import { rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { Endpoint } from "./endpoint";
import { exporter, temporaryFolder, toolCalls, upTo } from "./support";

/** Intervals that were begun and not ended. */
function openIntervals(): ReadonlySet<unknown> {
  const open = new Set<unknown>();
  const [begin, end] = [global.setInterval, global.clearInterval];
  jest.spyOn(global, "setInterval").mockImplementation(((...args: Parameters<typeof setInterval>) => {
    const timer = begin(...args);
    open.add(timer);
    return timer;
  }) as typeof setInterval);
  jest.spyOn(global, "clearInterval").mockImplementation((timer) => {
    open.delete(timer);
    end(timer);
  });
  return open;
}

test("who changes its place gives no sign of life in the old one any more", async () => {
  const open = openIntervals();
  const folder = temporaryFolder();
  const endpoint = new Endpoint();
  const { telemetry } = exporter(endpoint, folder);
  for (const span of toolCalls(2)) telemetry.onEnd(span);
  await telemetry.forceFlush();
  expect(open.size).toBe(1);
  const [first] = open;
  rmSync(folder, { recursive: true });
  for (const span of toolCalls(2, 2)) telemetry.onEnd(span);
  await telemetry.forceFlush();
  for (let i = 0; i < 200 && open.has(first); i++) await wait(5);
  expect(open).not.toContain(first);
  expect(open.size).toBe(1);
  await telemetry.shutdown();
  expect(open.size).toBe(0);
  expect(endpoint.numbers).toEqual(upTo(4));
});
