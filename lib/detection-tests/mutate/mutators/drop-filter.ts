import { type Mutator, type SyntaxNode, shown } from "../mutant";

/** Lets through what one condition of a `where` holds back. */
export const dropFilter: Mutator = (node) =>
  node.kind === "FilterOperator"
    ? conditions(node.get("Condition")).map((condition) => ({
        description: `drop ${shown(condition)}`,
        start: condition.start,
        end: condition.end,
        replacement: "true",
      }))
    : [];

function conditions(node: SyntaxNode): SyntaxNode[] {
  if (node.kind !== "AndExpression") return [node];
  return [...conditions(node.get("Left")), ...conditions(node.get("Right"))];
}
