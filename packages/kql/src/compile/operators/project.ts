import type { Node } from "../../language/node";
import { extend, type Output, project, type Relation } from "../../plan/relation";
import type { Column } from "../../types";
import { convert } from "../convert";
import { named, unnamed, windowed } from "../outputs";
import type { Scope } from "../scope";
import { severalValues } from "../several";
import type { CompileOperator } from "./operator";

/** The values of one expression: one, or those of a function that returns several. */
export const valuesOf = (node: Node, scope: Scope) => {
  const { names, value } = unnamed(node);
  const several = severalValues(value, scope);
  if (!several) return [scope.scalar(value)];
  return names.length > 0 ? several.slice(0, names.length) : several;
};

/** `project`. */
export const projectRows: CompileOperator = (node, input, scope) => {
  const inside = scope.over(input);
  const values = node.list("Expressions").flatMap((expression) => valuesOf(expression, inside));
  return project(windowed(input, inside), named(values, node.columns!, node, scope));
};

/** `extend`. */
export const extendRows: CompileOperator = (node, input, scope) => {
  const inside = scope.over(input);
  const expressions = node.list("Expressions");
  const outputs = namedInto(input, expressions, node.columns!, inside);
  return extend(windowed(input, inside), outputs);
};

/** Names of extended columns: given ones, those of plain references, and the binder's for the rest, in order. */
function namedInto(input: Relation, expressions: readonly Node[], columns: readonly Column[], scope: Scope): Output[] {
  const given = new Set(expressions.flatMap((expression) => unnamed(expression).names));
  const before = new Set(input.columns.map((column) => column.name));
  const fresh = columns.map((column) => column.name).filter((name) => !before.has(name) && !given.has(name));
  const types = new Map(columns.map((column) => [column.name, column.type]));
  return expressions.flatMap((expression) => {
    const { names, value } = unnamed(expression);
    return valuesOf(expression, scope).map((computed, index): Output => {
      const own = value.kind === "NameReference" ? value.name : value.firstArgumentName;
      const name = names[index] ?? (own !== undefined && before.has(own) ? own : fresh.shift());
      if (name === undefined) return scope.refuse("an extended column without a name", expression);
      return { name, value: convert(computed, types.get(name) ?? computed.type) };
    });
  });
}
