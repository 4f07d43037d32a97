import type { PolicyDocument } from "../policy";

/** How a table is kept, which decides what it is billed by. */
export interface KeptTable {
  readonly name: string;
  readonly plan: "Analytics" | "Basic" | "Auxiliary";
  /** days in the table's own plan */
  readonly retention: number;
  /** days until rows go */
  readonly total: number;
}

const custom = "azurerm_log_analytics_workspace_table_custom_log";

/** Tables that a stack makes, and how a table that it does not make is kept: as its workspace says. */
export function tablesOf({ resources }: PolicyDocument): {
  readonly tables: ReadonlyMap<string, KeptTable>;
  readonly other: (name: string) => KeptTable;
} {
  const workspace = resources.find(({ type }) => type === "azurerm_log_analytics_workspace");
  const days = Number(workspace?.attributes.retention_in_days ?? freeDays);
  const tables = resources.flatMap(({ type, attributes }): KeptTable[] => {
    if (type === custom)
      return [
        kept(attributes.name, attributes.plan, attributes.retention_in_days, attributes.total_retention_in_days, days),
      ];
    if (type !== "azapi_resource" || !/\/workspaces\/tables@/i.test(String(attributes.type))) return [];
    const { properties = {} } = (attributes.body ?? {}) as { properties?: Readonly<Record<string, unknown>> };
    return [kept(attributes.name, properties.plan, properties.retentionInDays, properties.totalRetentionInDays, days)];
  });
  return {
    tables: new Map(tables.map((table) => [table.name, table])),
    other: (name) => ({ name, plan: "Analytics", retention: days, total: days }),
  };
}

/** Days of rows in the Analytics plan that Sentinel's price includes. */
export const freeDays = 90;

/** An Auxiliary table is all long-term: it has one retention, its total. */
function kept(name: unknown, plan: unknown, retention: unknown, total: unknown, days: number): KeptTable {
  const own = Number(retention ?? days);
  const isOwn = plan === "Basic" || plan === "Auxiliary" ? plan : "Analytics";
  const all = Math.max(Number(total ?? own), isOwn === "Auxiliary" ? 0 : own);
  return { name: String(name), plan: isOwn, retention: isOwn === "Auxiliary" ? 0 : own, total: all };
}
