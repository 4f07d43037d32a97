import type { Analysis } from "../analysis";
import type { KqlSchema } from "../types";
import type { Node } from "./node";

/** What a query, or the body of a function, reads. */
export type Uses = Pick<Analysis, "tables" | "functions" | "lookups">;

/** What the bodies of saved functions read, by the function's symbol: most queries call the same ones. */
export type KnownUses = WeakMap<object, Uses>;

/**
 * The tables, saved functions and look-ups that a bound tree reads, also through the functions it calls.
 * @param known read and added to, where a function reads the same whatever it is called with
 */
export function usedBy(tree: Node, schema: KqlSchema, known?: KnownUses): Uses {
  const declared = new Set(schema.tables.map((table) => table.name));
  const saved = new Set((schema.functions ?? []).map((fn) => fn.name));
  const lookups = new Set((schema.lookups ?? []).map((lookup) => lookup.functionName));

  const usesOf = (root: Node): Uses => {
    const tables = new Set<string>();
    const functions = new Set<string>();
    const lookupUses = new Map<string, Uses["lookups"][number]>();
    const visit = (node: Node): void => {
      const isCall = node.kind === "FunctionCallExpression";
      if (!isCall && node.kind !== "NameReference") return;
      const { symbol } = node;
      if (symbol?.kind === "Table" && declared.has(symbol.name)) tables.add(symbol.name);
      const isSaved = symbol?.kind === "Function" && saved.has(symbol.name);
      if (isSaved) functions.add(symbol.name);
      if (isCall) {
        const called = node.get("Name").name;
        if (lookups.has(called)) {
          const variant = node.get("ArgumentList").list("Expressions")[0]?.constant;
          if (typeof variant === "string") lookupUses.set(`${called} ${variant}`, { functionName: called, variant });
        }
        if (called === "table" && declared.has(node.tableName)) tables.add(node.tableName);
      }
      const inner = inBody(node, isSaved ? symbol.raw : undefined);
      for (const name of inner?.tables ?? []) tables.add(name);
      for (const name of inner?.functions ?? []) functions.add(name);
      for (const lookup of inner?.lookups ?? []) lookupUses.set(`${lookup.functionName} ${lookup.variant}`, lookup);
    };
    root.walk(visit);
    return { tables: [...tables], functions: [...functions], lookups: [...lookupUses.values()] };
  };

  const inBody = (node: Node, symbol: object | undefined): Uses | undefined => {
    const before = symbol && known?.get(symbol);
    if (before) return before;
    const body = node.calledBody;
    const uses = body && usesOf(body);
    if (uses && symbol) known?.set(symbol, uses);
    return uses;
  };

  return usesOf(tree);
}
