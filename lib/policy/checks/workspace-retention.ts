import type { PolicyCheck } from "../check";
import { isKnown } from "../document/document";
import { ofType } from "../views/arm";
import { foundIn } from "./found";

const least = 90;

/** How long rows can be asked for. */
export const workspaceRetention: PolicyCheck = {
  id: "workspace-retention",
  title: "Rows are kept 90 days at least, and it says so",
  why: "baselines and investigations look back weeks; what nobody wrote down is the service's default, which is 30 days",
  fix: "set retention_in_days of the workspace to 90 or more, and retention_in_days and total_retention_in_days of tables",
  severity: "error",
  mapping: { mcsb: ["LT-6"] },
  run: (document) => [
    ...foundIn(ofType(document, "azurerm_log_analytics_workspace"), ({ retention_in_days: days }) =>
      tooShort("retention_in_days", days),
    ),
    ...foundIn(
      ofType(document, "azurerm_log_analytics_workspace_table_custom_log", "azurerm_log_analytics_workspace_table"),
      (table) => {
        // The Basic and Auxiliary plans have an interactive time of their own.
        const own =
          table.plan === undefined || table.plan === "Analytics"
            ? tooShort("retention_in_days", table.retention_in_days)
            : undefined;
        return own ?? tooShort("total_retention_in_days", table.total_retention_in_days);
      },
    ),
  ],
};

function tooShort(name: string, days: unknown): string | undefined {
  if (days === undefined || days === null) return `does not say ${name}`;
  return isKnown(days) && Number(days) < least ? `has ${name} ${days}, less than ${least}` : undefined;
}
