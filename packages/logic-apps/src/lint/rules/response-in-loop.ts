import { isType } from "../model";
import type { LintRule } from "../rule";

export const responseInLoop: LintRule = {
  code: "response-in-loop",
  severity: "error",
  blocks: true,
  message: "Azure refuses Response within a loop",
  fix: "set a variable in the loop and respond after it",
  *check(model) {
    for (const site of model.actions.filter((one) => isType(one, "Response"))) {
      const loop = site.ancestors.find((one) => isType(one, "Foreach", "Until"));
      if (loop) yield { place: model.placeOf(site), message: `"${site.name}" stands in the loop "${loop.name}"` };
    }
  },
};
