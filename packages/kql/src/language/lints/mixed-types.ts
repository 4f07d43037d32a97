import type { KqlType } from "../../types";
import { diagnosticAt } from "../diagnostics";
import type { Node } from "../node";
import type { Lint } from "./lint";

const integers: ReadonlySet<KqlType> = new Set(["int", "long"]);

/** The values that a conditional function chooses from. */
const branches: Readonly<Record<string, (args: readonly Node[]) => readonly Node[]>> = {
  iff: (args) => args.slice(1),
  iif: (args) => args.slice(1),
  case: (args) => args.filter((_, index) => index % 2 === 1 || index === args.length - 1),
  coalesce: (args) => args,
};

/** KQ003: branches of different types, which the engine rejects; int and long are one type, dynamic fits any. */
export const mixedTypesLint: Lint = (scope) => {
  const found: ReturnType<Lint> = [];
  scope.tree.walk((node) => {
    if (node.kind !== "FunctionCallExpression") return;
    const name = node.get("Name").name;
    const values = branches[name]?.(node.get("ArgumentList").list("Expressions")) ?? [];
    const types = values.map((value) => value.type).filter((type) => type !== undefined);
    const distinct = [
      ...new Set(types.filter((type) => type !== "dynamic").map((type) => (integers.has(type) ? "long" : type))),
    ];
    if (distinct.length < 2) return;
    found.push(
      diagnosticAt(scope, node.start, name.length, {
        code: "KQ003",
        severity: "error",
        message: `${name}() chooses between values of different types: ${distinct.join(", ")}`,
        suggestion: `convert them to one type, for example with to${distinct[0] === "string" ? "string" : distinct[0]}()`,
      }),
    );
  });
  return found;
};
