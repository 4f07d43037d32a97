import { literalName, nodesOf } from "../expression/walk";
import type { TemplateSite } from "./templates";

/** A connection that an expression names: `parameters('$connections')['name']`. */
export interface ConnectionUse {
  readonly name: string;
  readonly template: TemplateSite;
  /** offset in the template, from 0 */
  readonly at: number;
}

/** Every connection that templates name. */
export function connectionUses(templates: readonly TemplateSite[]): ConnectionUse[] {
  return templates.flatMap((template) =>
    template.expressions.flatMap((expression) =>
      [...nodesOf(expression)].flatMap((node): ConnectionUse[] => {
        if (node.kind !== "access" || node.target.kind !== "call" || node.key.kind !== "literal") return [];
        const { value } = node.key;
        return literalName(node.target) === "$connections" && typeof value === "string"
          ? [{ name: value, template, at: node.at }]
          : [];
      }),
    ),
  );
}
