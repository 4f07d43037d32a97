import type { LintRule } from "../rule";

export const runAfterScope: LintRule = {
  code: "runafter-scope-invalid",
  severity: "error",
  blocks: true,
  message: "an action can run after actions of its own list only",
  fix: "name an action of the same list, such as the scope that holds the other",
  *check(model) {
    for (const { name, action, path, siblings } of model.actions)
      for (const other of Object.keys(action.runAfter ?? {}))
        if (!(other in siblings) && model.action(other))
          yield {
            place: model.workflow.keyPlace([...path, "runAfter", other]),
            message: `"${name}" runs after "${other}", which is not in the same list of actions`,
          };
  },
};
