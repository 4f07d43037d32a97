import { setTimeout as wait } from "node:timers/promises";
import { Endpoint } from "./endpoint";
import { exporter, fastClock, temporaryFolder, toolCalls, upTo } from "./support";

test("a flush that comes while Retry-After is waited for does not cut it short", async () => {
  const endpoint = new Endpoint();
  const clock = fastClock();
  const times: number[] = [];
  endpoint.answer = ({ attempt }) => {
    times.push(clock.now().getTime());
    return attempt === 0 ? { status: 429, headers: { "Retry-After": "50" } } : undefined;
  };
  const { telemetry } = exporter(endpoint, temporaryFolder(), { clock });
  for (const span of toolCalls(3)) telemetry.onEnd(span);
  const flushed = telemetry.forceFlush();
  while (endpoint.requests.length === 0) await wait(5);
  // It waits by now; whoever is in a hurry, waits with it.
  while (!clock.slept.includes(50_000)) await wait(5);
  await Promise.all([flushed, telemetry.forceFlush()]);
  expect(endpoint.numbers).toEqual(upTo(3));
  // Timers may be a millisecond early, which is a tenth of a second on this clock.
  expect(times[1]! - times[0]!).toBeGreaterThan(49_000);
});
