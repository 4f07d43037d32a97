import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import { AgentTelemetry } from "@sentinel-agent-identities/telemetry";
import { systemClock } from "../src/clock";
import { Endpoint } from "./endpoint";

/** An agent whose endpoint is down and whose spool is full, while it ends large spans: how many arrive, and are admitted. */
async function main(): Promise<void> {
  const { agentId, folder, count, characters, breathes } = JSON.parse(process.argv[2]!);
  const endpoint = new Endpoint();
  endpoint.answer = () => new Error("down");
  const telemetry = new AgentTelemetry({
    agentId,
    folder,
    ...endpoint.options,
    maxSpoolBytes: 1,
    flushTimeout: 60_000,
    clock: systemClock,
    onProblem: () => undefined,
  });
  const tracer = new BasicTracerProvider({ spanProcessors: [telemetry] }).getTracer("agent");
  for (let i = 0; i < count; i++) {
    const prompt = Buffer.alloc(characters, String(i)).toString("latin1");
    const attributes = { "gen_ai.tool.call.id": String(i), "gen_ai.input.messages": prompt };
    tracer.startSpan("execute_tool", { attributes }).end();
    if (breathes) await new Promise(setImmediate);
  }
  endpoint.answer = () => undefined;
  await telemetry.shutdown();
  const lost = endpoint.said.flatMap(([type, number]) => (type === "telemetry.overflow" ? [Number(number)] : []));
  console.log(JSON.stringify({ arrived: endpoint.numbers.length, admitted: lost.reduce((a, b) => a + b, 0) }));
}

void main();
