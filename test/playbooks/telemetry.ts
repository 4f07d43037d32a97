import type { SentinelEmulator } from "../../lib/emulator";
import { agentId, ingest } from "./cloud";

/** What an agent did last, as its own telemetry has it. */
export const operations = (emulator: SentinelEmulator, count: number, more: object = {}): Promise<unknown> =>
  ingest(
    emulator,
    "AgentExecution_CL",
    Array.from({ length: count }, (_, i) => ({
      TimeGenerated: new Date(Date.parse("2026-03-02T09:00:00Z") + i * 1000).toISOString(),
      EventType: "ToolExecuted",
      EventResult: "Success",
      SrcAgentId: agentId,
      SrcAgentName: "agent-1",
      ToolName: `tool-${i}`,
      OperationClass: "Read",
      DstDomain: `host-${i}.contoso.com`,
      RecordCount: i,
      ...more,
    })),
  );

/** Tags of HTML that are not closed, or closed without having been opened. */
export function unbalanced(html: string): string[] {
  const open: string[] = [];
  const odd: string[] = [];
  for (const [, close, name] of html.matchAll(/<(\/?)([a-z]\w*)[^<>]*>/g)) {
    if (!close) open.push(name!);
    else if (open.at(-1) === name) open.pop();
    else odd.push(`/${name}`);
  }
  const stray = html.replace(/<\/?[a-z]\w*( href="https:[^"<>]*")?>/g, "").match(/[<>]/g) ?? [];
  return [...open, ...odd, ...stray];
}
