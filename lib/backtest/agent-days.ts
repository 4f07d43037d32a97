const columns: readonly (readonly [string, string])[] = [
  ["AgentExecution_CL", "SrcAgentId"],
  ["AADServicePrincipalSignInLogs", "ServicePrincipalId"],
];

/**
 * Days of UTC on which an agent did something, added up over agents: by its own records, or by sign-ins of service
 * principals where there are none.
 * @param ask answers KQL with the rows of the time that is asked about
 * @param hasTable whether there is a table of that name
 */
export async function agentDaysOf(
  ask: (text: string) => Promise<readonly (readonly unknown[])[]>,
  hasTable: (name: string) => boolean,
): Promise<number> {
  for (const [table, id] of columns) {
    if (!hasTable(table)) continue;
    const text = `${table} | where isnotempty(${id}) | summarize by ${id}, Day = startofday(TimeGenerated) | count`;
    const days = Number((await ask(text))[0]?.[0] ?? 0);
    if (days > 0) return days;
  }
  return 0;
}
