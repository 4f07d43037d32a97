import { statuses } from "../../definition/model";
import { didYouMean } from "../../suggest";
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

export const runAfterStatus: LintRule = {
  code: "runafter-invalid-status",
  severity: "error",
  blocks: true,
  message: "runAfter waits for a status that no action has",
  fix: `use ${statuses.join(", ")}`,
  *check(model) {
    for (const { name, action, path } of model.actions)
      for (const [other, wanted] of Object.entries(action.runAfter ?? {}))
        for (const [i, status] of wanted.entries())
          if (!statuses.some((known) => known.toLowerCase() === String(status).toLowerCase()))
            yield {
              place: model.workflow.place([...path, "runAfter", other, i]),
              message: `"${name}" waits for "${other}" to be "${status}"`,
              fix: didYouMean(String(status), statuses),
            };
  },
};

export const runAfterCycle: LintRule = {
  code: "runafter-cycle",
  severity: "error",
  blocks: true,
  message: "actions wait for one another, so none of them runs",
  fix: "remove one runAfter of the circle",
  *check(model) {
    for (const site of model.actions) {
      const reached = new Set<string>();
      const follow = (name: string): boolean =>
        Object.keys(site.siblings[name]?.runAfter ?? {}).some((other) => {
          if (other === site.name) return true;
          if (reached.has(other)) return false;
          reached.add(other);
          return follow(other);
        });
      if (follow(site.name)) yield { place: model.placeOf(site), message: `"${site.name}" waits for itself` };
    }
  },
};
