import { diagnosticAt } from "../diagnostics";
import type { Lint } from "./lint";

/** How many of a letter the formatting functions take in a row, as Kusto documents it. */
const longest: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  format_datetime: { d: 2, f: 7, F: 7, h: 2, H: 2, m: 2, M: 2, s: 2, y: 4, t: 2 },
  format_timespan: { d: 8, f: 7, F: 7, h: 2, H: 2, m: 2, s: 2 },
};
const delimiters = /[ /\-:,._[\]]/;

/** The first part of a format that the function has not; runs of one letter are one part. */
function unknownPart(name: string, format: string): string | undefined {
  const parts = format.match(/(.)\1*/gsu) ?? [];
  return parts.find((part) => {
    if (delimiters.test(part)) return false;
    if (/^(y{3}|t)$/.test(part)) return true;
    return part.length > (longest[name]![part[0]!] ?? 0);
  });
}

/** KQ005: a format with parts that are neither known nor delimiters, which the engine rejects. */
export const formatLint: Lint = (scope) => {
  const found: ReturnType<Lint> = [];
  scope.tree.walk((node) => {
    if (node.kind !== "FunctionCallExpression") return;
    const name = node.get("Name").name;
    const format = node.get("ArgumentList").list("Expressions")[1];
    if (!Object.hasOwn(longest, name) || typeof format?.constant !== "string") return;
    const part = unknownPart(name, format.constant);
    if (part === undefined) return;
    found.push(
      diagnosticAt(scope, format.start, format.end - format.start, {
        code: "KQ005",
        severity: "error",
        message: `'${format.constant}' is not a format of ${name}(): it has no part '${part}'`,
        suggestion: `parts are ${Object.entries(longest[name]!)
          .map(([letter, most]) => letter.repeat(most))
          .join(", ")}; delimiters are: space / - : , . _ [ ]`,
      }),
    );
  });
  return found;
};
