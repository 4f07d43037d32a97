import type { SentinelEmulator } from "../emulator";

const columns: readonly (readonly [string, string])[] = [
  ["AgentExecution_CL", "SrcAgentId"],
  ["AADServicePrincipalSignInLogs", "ServicePrincipalId"],
];

/**
 * Days of UTC from `from` to `to` on which an agent did something, added up over agents: by its own records, or by
 * sign-ins of service principals where there are none.
 */
export async function agentDaysOf(emulator: SentinelEmulator, from: Date, to: Date): Promise<number> {
  for (const [table, id] of columns) {
    if (!emulator.hasTable(table)) continue;
    const text = `${table} | where isnotempty(${id}) | summarize by ${id}, Day = startofday(TimeGenerated) | count`;
    const { rows } = await emulator.query(text, { now: to, generated: { from, to } });
    const days = Number(rows[0]?.[0] ?? 0);
    if (days > 0) return days;
  }
  return 0;
}
