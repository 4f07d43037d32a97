import { type Mutation, type Mutator, type SyntaxNode, shown } from "../mutant";

/** Leaves out a join that only filters, or keeps the rows that it would lose. */
export const dropJoin: Mutator = (node) => {
  if (node.kind !== "JoinOperator" && node.kind !== "LookupOperator") return [];
  const kind = kindOf(node);
  const value = kind?.get("Expression");
  if (value && ["leftanti", "leftsemi", "anti"].includes(value.text.trim()))
    return [{ description: `leave out ${title(node)}`, start: node.start, end: node.end, replacement: "where true" }];
  const outer: Mutation[] =
    value?.text.trim() === "inner"
      ? [
          {
            description: `inner becomes leftouter in ${title(node)}`,
            start: value.start,
            end: value.end,
            replacement: "leftouter",
          },
        ]
      : [];
  const inner: Mutation[] =
    value?.text.trim() === "leftouter"
      ? [
          {
            description: `leftouter becomes inner in ${title(node)}`,
            start: value.start,
            end: value.end,
            replacement: "inner",
          },
        ]
      : [];
  return [...outer, ...inner];
};

const kindOf = (join: SyntaxNode) => join.list("Parameters").find((parameter) => parameter.get("Name").name === "kind");

function title(join: SyntaxNode): string {
  const text = shown(join);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
