import { type ActionSite, namesWithin } from "../../definition/walk";
import { isType, type LintModel } from "../model";
import { changesOf } from "../requests";
import type { LintRule } from "../rule";
import { upstreamOf } from "../upstream";

export const changeWithoutSwitch: LintRule = {
  code: "change-without-break-glass",
  severity: "warning",
  message: "nothing an operator can set keeps the workflow from making the change",
  fix: "ask a parameter, such as a mode or an allow-list, in a condition before the call",
  *check(model) {
    const asking = new Set(model.callsTo("parameters").map(({ template }) => template.action?.name));
    for (const site of changesOf(model))
      if (!hasSwitch(site, model, asking))
        yield { place: model.placeOf(site), message: `"${site.name}" changes something, and no parameter can stop it` };
  },
};

/** A condition on a parameter: around the call, or before it with an end of the run inside. */
function hasSwitch(site: ActionSite, model: LintModel, asking: ReadonlySet<string | undefined>): boolean {
  const isSwitch = (one: ActionSite) => isType(one, "If", "Switch") && asking.has(one.name);
  if (site.ancestors.some(isSwitch)) return true;
  return [...upstreamOf(site)]
    .map((name) => model.action(name)!)
    .some((one) => isSwitch(one) && namesWithin(one.action).some((inner) => isType(model.action(inner)!, "Terminate")));
}
