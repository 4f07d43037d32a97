import { diagnosticAt } from "../diagnostics";
import type { Lint } from "./lint";

/** KQ006: arithmetic between two dynamic values, which the engine rejects. */
export const dynamicArithmeticLint: Lint = (scope) => {
  const found: ReturnType<Lint> = [];
  scope.tree.walk((node) => {
    if (!/^(Add|Subtract|Multiply|Divide|Modulo)Expression$/.test(node.kind)) return;
    if (node.get("Left").type !== "dynamic" || node.get("Right").type !== "dynamic") return;
    found.push(
      diagnosticAt(scope, node.start, node.end - node.start, {
        code: "KQ006",
        severity: "error",
        message: "arithmetic between two dynamic values",
        suggestion: "convert them first, for example with toreal()",
      }),
    );
  });
  return found;
};
