/**
 * Built-in tables that every workspace has from its first minute: what Log Analytics writes about itself. All others come
 * with their first row, a connector, or Sentinel's onboarding, and a rule that names one too early is refused.
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/analyze-usage (Usage)
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/monitor-workspace (Operation)
 */
export const tablesAlwaysThere: ReadonlySet<string> = new Set(["Usage", "Operation"]);
