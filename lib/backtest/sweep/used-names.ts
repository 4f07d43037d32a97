import { syntaxOf } from "@sentinel-agent-identities/kql";
import type { SavedFunction } from "../../emulator";

type Node = ReturnType<typeof syntaxOf>;

/**
 * Names that can make a difference to a query: its own, and of each function that it calls those that the columns it
 * asks for are made of, and those that decide which rows there are. Errs on the side of more.
 */
export function usedNames(query: string, functions: readonly SavedFunction[]): ReadonlySet<string> {
  const used = new Set(namesIn(syntaxOf(query)));
  const bodies = new Map(functions.map(({ name, body }) => [name, parts(syntaxOf(body))]));
  for (let size = -1; size !== used.size; ) {
    size = used.size;
    for (const [name, { made, always }] of bodies) {
      if (!used.has(name)) continue;
      for (const one of always) used.add(one);
      for (const [column, names] of made) if (used.has(column)) for (const one of names) used.add(one);
    }
  }
  return used;
}

/** Of a function: names that each column is made of, and those of everything else. */
function parts(tree: Node): { made: readonly (readonly [string, readonly string[]])[]; always: ReadonlySet<string> } {
  const made: (readonly [string, readonly string[]])[] = [];
  const always = new Set<string>();
  const visit = (node: Node, inList: boolean): void => {
    if (node.kind === "SimpleNamedExpression") made.push([node.get("Name").name, namesIn(node.get("Expression"))]);
    else if (node.kind === "CompoundNamedExpression") {
      const names = namesIn(node.get("Expression"));
      for (const name of namesIn(node.get("Names"), "NameDeclaration")) made.push([name, names]);
    } else if (node.kind === "NameReference") {
      // A column that is passed on asks for itself.
      if (!inList) always.add(node.name);
    } else {
      const isInside = projecting.has(node.kind) || (inList && between.has(node.kind));
      for (const child of node.children) visit(child, isInside);
    }
  };
  visit(tree, false);
  return { made, always };
}

const projecting = new Set(["ProjectOperator", "ExtendOperator", "SummarizeOperator"]);
const between = new Set(["List", "SeparatedElement"]);

function namesIn(node: Node, kind = "NameReference"): string[] {
  const found: string[] = [];
  node.walk((one) => {
    if (one.kind === kind) found.push(one.name);
  });
  return found;
}
