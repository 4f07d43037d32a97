import { syntaxOf } from "./syntax";

/**
 * A query of which `now()` and `ago()` mean another instant than that at which it is asked.
 * @param instant a KQL expression for it, such as the name of a parameter
 */
export function atTime(query: string, instant: string): string {
  const edits: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  syntaxOf(query).walk((node) => {
    if (node.kind !== "FunctionCallExpression") return;
    const name = node.get("Name").name;
    if (name !== "now" && name !== "ago") return;
    const list = node.get("ArgumentList");
    const [argument] = list.list("Expressions");
    if (!argument) edits.push({ from: node.start, to: node.end, text: instant });
    else
      edits.push(
        { from: node.start, to: argument.start, text: `(${instant} ${name === "now" ? "+" : "-"} (` },
        { from: argument.end, to: node.end, text: "))" },
      );
  });
  // From the end on, so that places before an edit stay what they are.
  return edits
    .sort((a, b) => b.from - a.from || b.to - a.to)
    .reduce((text, { from, to, text: by }) => text.slice(0, from) + by + text.slice(to), query);
}
