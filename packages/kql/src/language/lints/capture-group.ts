import { captureGroups } from "../../regex";
import { diagnosticAt } from "../diagnostics";
import type { Lint } from "./lint";

/** KQ002: `extract_all` without a capture group is rejected by the engine. */
export const captureGroupLint: Lint = (scope) => {
  const found: ReturnType<Lint> = [];
  scope.tree.walk((node) => {
    if (node.kind !== "FunctionCallExpression" || !/^extract_?all$/.test(node.get("Name").name)) return;
    const pattern = node.get("ArgumentList").list("Expressions")[0];
    if (typeof pattern?.constant !== "string" || captureGroups(pattern.constant) > 0) return;
    found.push(
      diagnosticAt(scope, pattern.start, pattern.end - pattern.start, {
        code: "KQ002",
        severity: "error",
        message: "the regular expression of extract_all() has no capture group",
        suggestion: `write (${pattern.constant})`,
      }),
    );
  });
  return found;
};
