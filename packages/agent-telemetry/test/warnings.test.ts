import { AgentTelemetry } from "@sentinel-agent-identities/telemetry";
import { Endpoint } from "./endpoint";
import { agentId, fastClock, temporaryFolder, toolCalls } from "./support";

test("without a listener, each kind of problem is a warning of the process, once", async () => {
  const warned = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
  const endpoint = new Endpoint();
  const telemetry = new AgentTelemetry({
    agentId,
    folder: temporaryFolder(),
    ...endpoint.options,
    clock: fastClock(),
    maxQueuedSpans: 5,
    flushTimeout: 20_000,
  });
  endpoint.answer = ({ attempt }) =>
    attempt < 4
      ? { status: 403, text: `no role ${attempt}` }
      : attempt < 6
        ? new Error("self-signed certificate")
        : undefined;
  for (let i = 0; i < 3; i++) {
    for (const span of toolCalls(10)) telemetry.onEnd(span);
    await telemetry.forceFlush();
  }
  await telemetry.shutdown();
  const told = warned.mock.calls.map(([message]) => String(message));
  warned.mockRestore();
  expect(told.filter((message) => /answered 403: no role 0; assign the role/.test(message))).toHaveLength(1);
  expect(told.filter((message) => /self-signed certificate/.test(message))).toHaveLength(1);
  expect(told.filter((message) => /^\d+ spans were not recorded/.test(message))).toHaveLength(1);
  expect(told).toHaveLength(3);
});
