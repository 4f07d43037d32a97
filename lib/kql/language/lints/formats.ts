import { diagnosticAt } from "../diagnostics";
import type { Lint } from "./lint";

/** What the formatting functions accept: their parts and the delimiters Kusto documents. */
const formats: Readonly<Record<string, RegExp>> = {
  format_datetime: /^(d{1,2}|f{1,7}|F{1,7}|h{1,2}|H{1,2}|m{1,2}|M{1,2}|s{1,2}|y{1,4}|tt|[ /\-:,._[\]])*$/,
  format_timespan: /^(d{1,8}|f{1,7}|F{1,7}|h{1,2}|H{1,2}|m{1,2}|s{1,2}|[ /\-:,._[\]])*$/,
};

/** KQ005: a format with characters that are neither parts nor delimiters, which the engine rejects. */
export const formatLint: Lint = (scope) => {
  const found: ReturnType<Lint> = [];
  scope.tree.walk((node) => {
    if (node.kind !== "FunctionCallExpression") return;
    const name = node.get("Name").name;
    const format = node.get("ArgumentList").list("Expressions")[1];
    const allowed = formats[name];
    if (!allowed || typeof format?.constant !== "string" || allowed.test(format.constant)) return;
    found.push(
      diagnosticAt(scope, format.start, format.end - format.start, {
        code: "KQ005",
        severity: "error",
        message: `'${format.constant}' is not a format of ${name}()`,
        suggestion: "delimiters are: space / - : , . _ [ ]",
      }),
    );
  });
  return found;
};
