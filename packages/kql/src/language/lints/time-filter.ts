import { diagnosticAt } from "../diagnostics";
import type { Lint } from "./lint";

const timeColumns = /^(TimeGenerated|Timestamp|timestamp)$/;

/** KQ004: a table with a time column that the query never restricts: it reads the whole retention. A transform's `source` is one batch. */
export const timeFilterLint: Lint = (scope) => {
  let filtered = false;
  scope.tree.walk((node) => {
    if (
      node.kind === "FilterOperator" &&
      /ago\(|now\(|between|TimeGenerated|Timestamp|datetime\(|ingestion_time/i.test(node.text)
    )
      filtered = true;
  });
  if (filtered) return [];
  const found: ReturnType<Lint> = [];
  const tables = new Map(scope.schema.tables.map((table) => [table.name, table.columns]));
  scope.tree.walk((node) => {
    if (node.kind !== "NameReference" || node.symbol?.kind !== "Table" || found.length > 0) return;
    const time = tables.get(node.name)?.find((column) => timeColumns.test(column.name));
    if (!time || node.name === "source") return;
    found.push(
      diagnosticAt(scope, node.start, node.name.length, {
        code: "KQ004",
        severity: "info",
        message: `${node.name} is read without a time filter: outside of a scheduled rule that reads all that is retained`,
        suggestion: `| where ${time.name} > ago(1d)`,
      }),
    );
  });
  return found;
};
