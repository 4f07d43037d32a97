import type { Node } from "../language/node";
import { planColumns, type Relation, sqlRelation } from "../plan/relation";
import { sqlNull } from "../plan/scalar";
import { scanHole } from "../plan/sql";
import type { Scope } from "./scope";

/** The name of the stored table behind one variant of a look-up. */
export const lookupStorage = (functionName: string, variant: string): string => `${functionName}(${variant})`;

/** The rows of a look-up such as `_GetWatchlist('X')`; undefined when the function is none. */
export function lookupTable(name: string, node: Node, scope: Scope): Relation | undefined {
  const { schema } = scope.compilation.analysis.analyzer;
  const lookup = schema.lookups?.find((item) => item.functionName === name);
  if (!lookup) return undefined;
  const argument = node.get("ArgumentList").list("Expressions")[0];
  const variant = argument && scope.scalar(argument).literal?.value;
  if (typeof variant !== "string") return scope.refuse(`${name}() of a name that is not a constant`, node);
  const own = lookup.variants[variant];
  const columns = planColumns([...lookup.common, ...(own ?? [])]);
  if (!own) {
    const empty = columns.map((column) => `${sqlNull(column.type)} AS ${column.sql}`).join(", ");
    return sqlRelation(`SELECT ${empty} WHERE false`, columns);
  }
  const storage = lookupStorage(name, variant);
  scope.compilation.lookupColumns.set(storage, [...lookup.common, ...own]);
  return { ...sqlRelation("", columns), plan: { kind: "table", table: scanHole(storage) } };
}
