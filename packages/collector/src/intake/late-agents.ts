import { agentNamed, nameAgents, type OtelSpanRow, type SenderTraces } from "@sentinel-agent-identities/otlp";

/**
 * Keeps whose the spans of a request are, and finds those of earlier requests that had no agent and whose ancestor came
 * now. They are to be sent once more, with their agent: what was sent before stays, as a row without one.
 * @param rows of a request, their agents named
 */
export function joinLate(rows: readonly OtelSpanRow[], traces: SenderTraces): OtelSpanRow[] {
  const touched = new Set<string>();
  for (const row of rows) {
    const agent = agentNamed(row);
    if (!agent) continue;
    traces.keep(row, agent);
    touched.add(row.TraceId);
  }
  const waiting = traces.waitingIn(touched).map(({ row }) => row);
  if (waiting.length === 0) return [];
  // Those that wait may be one another's parents.
  const copies = waiting.map((row) => ({ ...row, Attributes: { ...row.Attributes } }));
  nameAgents(copies, {}, traces);
  const found = copies.filter((row) => agentNamed(row) !== undefined);
  for (const row of found) {
    traces.found(row);
    traces.keep(row, agentNamed(row)!);
  }
  return found;
}
