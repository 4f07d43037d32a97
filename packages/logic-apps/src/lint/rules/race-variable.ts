import type { ActionSite } from "../../definition/walk";
import { isObject } from "../../values/value";
import { isType } from "../model";
import type { LintRule } from "../rule";
import { writtenVariable } from "../variables";

export const raceVariable: LintRule = {
  code: "race-variable-in-parallel-foreach",
  severity: "warning",
  message: "variables belong to the whole run, and turns of a Foreach run side by side",
  fix: "set runtimeConfiguration.concurrency.repetitions to 1, or collect with Compose and outputs()",
  *check(model) {
    for (const site of model.actions) {
      const name = writtenVariable(site);
      const loop = site.ancestors.find(isParallel);
      if (name !== undefined && loop)
        yield {
          place: model.placeOf(site),
          message: `"${site.name}" writes "${name}" while turns of "${loop.name}" run side by side`,
        };
    }
  },
};

function isParallel(site: ActionSite): boolean {
  if (!isType(site, "Foreach") || /Sequential/i.test(site.action.operationOptions ?? "")) return false;
  const concurrency = site.action.runtimeConfiguration?.concurrency;
  return !isObject(concurrency) || concurrency.repetitions !== 1;
}
