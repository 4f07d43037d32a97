import type { Node } from "../../language/node";
import { toLong } from "../convert";
import type { Scope } from "../scope";

/** The SQL of how many rows an operator takes. */
export function numberOfRows(count: Node, scope: Scope): string {
  const value = toLong(scope.withoutRow().scalar(count));
  return Number(value.literal?.value) < 0 ? scope.refuse("a negative number of rows", count) : value.sql;
}
