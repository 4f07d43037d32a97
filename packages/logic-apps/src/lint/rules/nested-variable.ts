import { isType } from "../model";
import type { LintRule } from "../rule";

export const nestedVariable: LintRule = {
  code: "variable-initialized-in-scope",
  severity: "error",
  message: "Azure initializes variables at the top of a workflow only",
  fix: "move the InitializeVariable action to the top list of actions",
  *check(model) {
    for (const site of model.actions.filter((one) => isType(one, "InitializeVariable")))
      if (site.ancestors.length > 0)
        yield { place: model.placeOf(site), message: `"${site.name}" stands in "${site.ancestors.at(-1)!.name}"` };
  },
};
