import type { Node } from "../language/node";
import type { Scope } from "./scope";

/** Above this, DuckDB takes minutes to plan the statement. */
const most = 250_000;

/** Refuses rows of so many tables that the statement could not be planned: each table needs a value for every column. */
export function refuseTooWide(what: string, tables: number, columns: number, node: Node, scope: Scope): void {
  if (tables * columns <= most) return;
  scope.refuse(
    `${what} of ${tables} tables with ${columns} columns (tables × columns may be ${most}): name the tables it is about`,
    node,
  );
}
