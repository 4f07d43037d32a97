import { namesWithin } from "../../definition/walk";
import { literalName } from "../../expression/walk";
import { isType } from "../model";
import { actionReaders } from "../readers";
import type { LintRule } from "../rule";
import { upstreamOf } from "../upstream";

export const actionReferenceNotRunAfter: LintRule = {
  code: "action-reference-not-runafter",
  severity: "error",
  message: "an expression reads an action that need not have ended, and Azure refuses the workflow",
  fix: "add the action, or the scope that holds it, to runAfter",
  *check(model) {
    for (const { template, call, place } of model.callsTo(...actionReaders)) {
      const reader = template.action;
      const name = literalName(call);
      if (!reader || name === undefined || !model.action(name)) continue;
      const own = isType(reader, "Until") ? namesWithin(reader.action).map((inner) => inner.toLowerCase()) : [];
      if (upstreamOf(reader).has(name.toLowerCase()) || own.includes(name.toLowerCase())) continue;
      yield { place: place(), message: `"${reader.name}" reads "${name}" but does not run after it` };
    }
  },
};
