import { nodesOf } from "../../expression/walk";
import type { LintRule } from "../rule";

const whole = /^(action|trigger)?outputs$/i;
const alias = /^(body|headers)\//;

/** Power Automate flattens what its actions bring; in Logic Apps the same key finds nothing, and says nothing. */
export const powerAutomatePath: LintRule = {
  code: "power-automate-path",
  severity: "warning",
  message: "Power Automate names nested properties so; here it is one property with a slash in its name, and null",
  fix: "name each property: ?['body']?['value']",
  *check(model) {
    for (const template of model.templates)
      for (const node of template.expressions.flatMap((expression) => [...nodesOf(expression)])) {
        if (node.kind !== "access" || node.key.kind !== "literal" || typeof node.key.value !== "string") continue;
        if (node.target.kind !== "call" || !whole.test(node.target.name) || !alias.test(node.key.value)) continue;
        const steps = node.key.value.split("/");
        yield {
          place: model.placeIn(template, node.key.at),
          message: `['${node.key.value}'] is a path of Power Automate; ${node.target.name}() has no property of that name here`,
          fix: `write ${steps.map((step) => `?['${step}']`).join("")}`,
        };
      }
  },
};
