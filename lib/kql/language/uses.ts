import type { Analysis } from "../analysis";
import type { KqlSchema } from "../types";
import type { Node } from "./node";

/** The tables, saved functions and look-ups that a bound tree reads, also through the functions it calls. */
export function usedBy(tree: Node, schema: KqlSchema): Pick<Analysis, "tables" | "functions" | "lookups"> {
  const declared = new Set(schema.tables.map((table) => table.name));
  const saved = new Set((schema.functions ?? []).map((fn) => fn.name));
  const lookups = new Set((schema.lookups ?? []).map((lookup) => lookup.functionName));
  const tables = new Set<string>();
  const functions = new Set<string>();
  const lookupUses = new Map<string, { functionName: string; variant: string }>();

  const visit = (node: Node): void => {
    const symbol = node.kind === "NameReference" || node.kind === "FunctionCallExpression" ? node.symbol : undefined;
    if (symbol?.kind === "Table" && declared.has(symbol.name)) tables.add(symbol.name);
    if (symbol?.kind === "Function" && saved.has(symbol.name)) functions.add(symbol.name);
    if (node.kind === "FunctionCallExpression" && lookups.has(node.get("Name").name)) {
      const functionName = node.get("Name").name;
      const variant = node.get("ArgumentList").list("Expressions")[0]?.constant;
      if (typeof variant === "string") lookupUses.set(`${functionName} ${variant}`, { functionName, variant });
    }
    const isTableCall = node.kind === "FunctionCallExpression" && node.get("Name").name === "table";
    if (isTableCall && declared.has(node.tableName)) tables.add(node.tableName);
    node.calledBody?.walk(visit);
  };
  tree.walk(visit);
  return { tables: [...tables], functions: [...functions], lookups: [...lookupUses.values()] };
}
