import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import { AgentTelemetry } from "@sentinel-agent-identities/telemetry";

/** An agent that ends spans and prints their numbers: what `kill.full.test.ts` starts and kills. */
async function main(): Promise<void> {
  const { token, from, count, ...options } = JSON.parse(process.argv[2]!);
  const telemetry = new AgentTelemetry({ ...options, token: async () => token, batchDelay: 50, flushTimeout: 240_000 });
  const provider = new BasicTracerProvider({ spanProcessors: [telemetry] });
  const tracer = provider.getTracer("agent");
  for (let i = from; i < from + count; i++) {
    const attributes = { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.call.id": String(i) };
    tracer.startSpan("execute_tool", { attributes }).end();
    console.log(i);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await provider.shutdown();
}

void main();
