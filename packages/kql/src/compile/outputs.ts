import type { Node } from "../language/node";
import type { Relation } from "../plan/relation";
import { type Hidden, type Output, withHidden } from "../plan/relation";
import type { Scalar } from "../plan/scalar";
import type { Column } from "../types";
import { convert } from "./convert";
import type { Scope } from "./scope";

/** Takes `name = value` apart; `(a, b) = value` gives several names. */
export function unnamed(node: Node): { names: string[]; value: Node } {
  if (node.kind === "SimpleNamedExpression") return { names: [node.get("Name").name], value: node.get("Expression") };
  if (node.kind === "CompoundNamedExpression") {
    return {
      names: node
        .get("Names")
        .list("Names")
        .map((name) => name.name),
      value: node.get("Expression"),
    };
  }
  return { names: [], value: node };
}

/** Checks that as many values were compiled as the binder found columns, and gives them its names and types. */
export function named(values: readonly Scalar[], columns: readonly Column[], node: Node, scope: Scope): Output[] {
  if (values.length !== columns.length) {
    return scope.refuse(`${node.kind} with ${columns.length} columns of which ${values.length} are understood`, node);
  }
  return values.map((value, index) => {
    const { name, type } = columns[index]!;
    return { name, value: convert(value, type) };
  });
}

/**
 * The relation with the window expressions that an operator's expressions asked for; each may use those before it. Those that
 * use none of the others are made together: they share one sort.
 */
export function windowed(input: Relation, scope: Scope): Relation {
  const levels: Hidden[][] = [];
  for (const window of scope.windows) {
    const level = levels.at(-1);
    if (level && !level.some(({ as }) => window.sql.includes(as))) level.push(window);
    else levels.push([window]);
  }
  return levels.reduce((relation, level) => withHidden(relation, ...level), input);
}

/** A parameter of an operator such as `kind=inner`, as text. */
export function parameter(node: Node, name: string): string | undefined {
  const found = node.list("Parameters").find((item) => item.get("Name").name.toLowerCase() === name);
  const value = found?.get("Expression");
  return (
    value && (value.kind === "TokenLiteralExpression" ? value.text : String(value.constant ?? value.name ?? value.text))
  );
}

/** Refuses operator parameters that change the result and are not understood; hints never do. */
export function onlyParameters(node: Node, names: readonly string[], scope: Scope): void {
  for (const item of node.list("Parameters")) {
    const name = item.get("Name").name.toLowerCase();
    if (!names.includes(name) && !name.startsWith("hint.")) scope.refuse(`the parameter ${name}`, item);
  }
}
