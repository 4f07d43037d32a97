import type { Node } from "../language/node";
import type { Scalar } from "../plan/scalar";
import { Call, type Scope } from "./scope";

/** Functions that return several values at once, such as `series_stats`; filled by their families; undefined where a call returns one after all. */
export type CompileSeveral = (call: Call) => Scalar[] | undefined;

const byName = new Map<string, CompileSeveral>();

/** Names of the functions that return several values. */
export const severalNames = (): Iterable<string> => byName.keys();

/** Registers functions that return several values. */
export function registerSeveral(functions: Readonly<Record<string, CompileSeveral>>): void {
  for (const [name, compile] of Object.entries(functions)) byName.set(name, compile);
}

/** The values of a call that returns several; undefined for any other expression. */
export function severalValues(node: Node, scope: Scope): Scalar[] | undefined {
  if (node.kind !== "FunctionCallExpression") return undefined;
  const name = node.get("Name").name.toLowerCase();
  const compile = byName.get(name);
  return compile?.(new Call(name, node, scope, node.get("ArgumentList").list("Expressions"), node.type ?? "dynamic"));
}
