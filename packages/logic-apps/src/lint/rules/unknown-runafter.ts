import { didYouMean } from "@sentinel-agent-identities/spelling";
import type { LintRule } from "../rule";

export const unknownRunAfter: LintRule = {
  code: "unknown-runafter-reference",
  severity: "error",
  blocks: true,
  message: "runAfter names an action that does not exist",
  fix: "name an action of the same list",
  *check(model) {
    for (const { name, action, path, siblings } of model.actions)
      for (const other of Object.keys(action.runAfter ?? {}))
        if (!(other in siblings) && !model.action(other))
          yield {
            place: model.workflow.keyPlace([...path, "runAfter", other]),
            message: `"${name}" runs after "${other}", which does not exist`,
            fix: didYouMean(other, Object.keys(siblings)),
          };
  },
};
