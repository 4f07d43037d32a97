import type { Content } from "../content";
import type { Problem } from "../problem";
import type { Path, SourceFile } from "../source-file";

/**
 * Tables that a query which runs by itself reads and cannot: Basic and Auxiliary ones feed no rules, and a table behind a
 * feature is not everywhere.
 * @param path where the query stands in `source`
 */
export function unreadableTables(
  { tables }: Pick<Content, "tables">,
  source: SourceFile,
  path: Path,
  read: readonly string[],
): Problem[] {
  return tables
    .filter(({ data }) => read.includes(data.name))
    .flatMap(({ data: { name, plan, feature } }) => {
      if (plan !== "Analytics")
        return [
          source.problem(path, "query/table-plan", `rules cannot read ${name}, which is on the ${plan} plan`, {
            suggestion: "read an Analytics table, or make it a hunting query",
          }),
        ];
      if (!feature) return [];
      return [
        source.problem(path, "query/optional-table", `${name} exists only where a tenant switches ${feature} on`, {
          suggestion: "read a table that is always there",
        }),
      ];
    });
}
