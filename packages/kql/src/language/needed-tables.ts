import type { Analysis } from "../analysis";
import { isFuzzy, startOf } from "./absent";
import type { Node } from "./node";

/**
 * The tables that a query's own text names and has to find: without them it would not bind, or would bind to something
 * else. A table is not needed where inputs of a fuzzy union start with it, and the inputs that start with no table have
 * every column of the union. Errs on the side of more. The bodies of the functions that it calls are not looked at.
 */
export function neededTables({ tree, analyzer }: Analysis): readonly string[] {
  const declared = new Set(analyzer.schema.tables.map(({ name }) => name));
  const needed = new Set<string>();
  const tableOf = (node: Node | undefined): string | undefined =>
    node?.symbol?.kind === "Table" && declared.has(node.symbol.name) ? node.symbol.name : undefined;

  const visit = (node: Node, spared: Node | undefined): void => {
    if (node.is(spared)) return;
    const table = node.kind === "NameReference" ? tableOf(node) : undefined;
    if (table !== undefined) needed.add(table);
    if (isCallOfTable(node)) needed.add(node.tableName);
    if (node.kind !== "UnionOperator" || !isFuzzy(node)) {
      for (const child of node.children) visit(child, spared);
      return;
    }
    const starts = node.list("Expressions").map((input) => ({ input, start: startOf(input) }));
    const solid = starts.filter(({ start }) => tableOf(start) === undefined).map(({ input }) => input);
    const isCovered = hasColumnsOf(solid, node);
    for (const { input, start } of starts) visit(input, isCovered && tableOf(start) !== undefined ? start : undefined);
  };
  visit(tree, undefined);
  return [...needed];
}

const isCallOfTable = (node: Node): boolean =>
  node.kind === "FunctionCallExpression" && node.get("Name").name === "table";

/** Whether some inputs have every column of a union, with the same types. */
function hasColumnsOf(inputs: readonly Node[], union: Node): boolean {
  const known = new Set(inputs.flatMap((input) => input.columns ?? []).map(({ name, type }) => `${name}:${type}`));
  return known.size > 0 && (union.columns?.every(({ name, type }) => known.has(`${name}:${type}`)) ?? false);
}
