import { didYouMean } from "@sentinel-agent-identities/spelling";
import { actionTypes, executorOf } from "../../run/actions";
import { expressionKinds } from "../../run/actions/expression";
import { isType } from "../model";
import type { LintRule } from "../rule";

export const unknownActionType: LintRule = {
  code: "unknown-action-type",
  severity: "error",
  blocks: true,
  message: "actions of this type do not run here",
  fix: `use one of ${actionTypes.join(", ")}`,
  *check(model) {
    for (const site of model.actions) {
      const { type, kind } = site.action;
      const place = model.workflow.place([...site.path, "type"]);
      if (!executorOf(type))
        yield { place, message: `action "${site.name}" is of type "${type}"`, fix: didYouMean(type, actionTypes) };
      else if (isType(site, "Expression") && !expressionKinds.some((k) => k.toLowerCase() === kind?.toLowerCase()))
        yield {
          place: model.workflow.place([...site.path, "kind"]),
          message: `action "${site.name}" is an Expression of kind "${kind}"`,
          fix: didYouMean(kind ?? "", expressionKinds) ?? `use one of ${expressionKinds.join(", ")}`,
        };
    }
  },
};
