import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import { AgentTelemetry } from "@sentinel-agent-identities/telemetry";
import { AGENT_ID } from "../examples/finance-agent/ids";

/** An agent at default settings that says when each of its operations ended, until it is killed. */
async function main(): Promise<void> {
  const telemetry = new AgentTelemetry({
    agentId: AGENT_ID,
    endpoint: "http://127.0.0.1:9",
    ruleId: "dcr-0",
    folder: process.argv[2]!,
    token: async () => "token",
    onProblem: () => undefined,
  });
  const tracer = new BasicTracerProvider({ spanProcessors: [telemetry] }).getTracer("agent");
  for (let i = 0; ; i++) {
    tracer.startSpan("execute_tool", { attributes: { "gen_ai.tool.call.id": String(i) } }).end();
    process.stdout.write(`${i} ${performance.now()}\n`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

void main();
