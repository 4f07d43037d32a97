import type { ActionSite } from "../../definition/walk";
import { changesOf } from "../requests";
import type { LintRule } from "../rule";

export const changeWithoutRollback: LintRule = {
  code: "change-without-rollback",
  severity: "warning",
  message: "when the change or what follows it fails, nothing undoes or records it",
  fix: "put the call into a Scope, and add an action that runs after the scope has Failed or TimedOut",
  *check(model) {
    for (const site of changesOf(model))
      if (![site, ...site.ancestors].some(hasFailureHandler))
        yield {
          place: model.placeOf(site),
          message: `"${site.name}" changes something, and no action runs when that fails`,
        };
  },
};

const hasFailureHandler = ({ name, siblings }: ActionSite): boolean =>
  Object.values(siblings).some(({ runAfter = {} }) =>
    (runAfter[name] ?? []).some((status) => status.toLowerCase() === "failed"),
  );
