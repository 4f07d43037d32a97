import type { LintRule } from "../rule";

const most = { actions: 500, nesting: 8, name: 80 };

/** Limits of Azure Logic Apps (Consumption). */
export const limits: LintRule = {
  code: "over-limit",
  severity: "error",
  message: "the workflow is larger than Azure takes",
  fix: "split it into child workflows, or shorten the name",
  *check(model) {
    if (model.actions.length > most.actions)
      yield {
        place: model.workflow.place(["actions"]),
        message: `the workflow has ${model.actions.length} actions, more than ${most.actions}`,
      };
    for (const site of model.actions) {
      const place = model.placeOf(site);
      if (site.ancestors.length === most.nesting + 1)
        yield { place, message: `"${site.name}" is nested deeper than ${most.nesting} levels` };
      if (site.name.length > most.name)
        yield { place, message: `the name "${site.name}" has ${site.name.length} characters, more than ${most.name}` };
    }
  },
};
