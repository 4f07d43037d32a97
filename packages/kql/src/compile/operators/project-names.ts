import { columnScalar, findColumn, type Output, project, type Relation } from "../../plan/relation";
import { unnamed } from "../outputs";
import type { CompileOperator } from "./operator";

/** The binder says which columns stay and in which order. */
const keptBy =
  (rename: (name: string) => string): CompileOperator =>
  (node, input, scope) =>
    project(
      input,
      node.columns!.map((column): Output => {
        const found = findColumn(input, rename(column.name)) ?? scope.refuse(`the column ${column.name} here`, node);
        return { name: column.name, value: columnScalar(found) };
      }),
    );

/** `project-away`. */
export const projectAway: CompileOperator = keptBy((name) => name);
/** `project-keep`. */
export const projectKeep: CompileOperator = keptBy((name) => name);
/** `project-reorder`. */
export const projectReorder: CompileOperator = keptBy((name) => name);

/** `project-rename`. */
export const projectRename: CompileOperator = (node, input, scope): Relation => {
  const before = new Map(
    node.list("Expressions").map((expression) => {
      const { names, value } = unnamed(expression);
      return [names[0]!, value.name] as const;
    }),
  );
  return keptBy((name) => before.get(name) ?? name)(node, input, scope);
};
