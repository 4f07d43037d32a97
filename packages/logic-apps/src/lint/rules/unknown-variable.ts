import { didYouMean } from "@sentinel-agent-identities/spelling";
import { literalName } from "../../expression/walk";
import type { LintRule } from "../rule";
import { initializedVariables, writtenVariable } from "../variables";

export const unknownVariable: LintRule = {
  code: "unknown-variable",
  severity: "error",
  message: "the variable is initialized nowhere",
  fix: "add an InitializeVariable action",
  *check(model) {
    const known = initializedVariables(model);
    const missing = (name: string) => !known.some((one) => one.toLowerCase() === name.toLowerCase());
    for (const { call, place } of model.callsTo("variables")) {
      const name = literalName(call);
      if (name !== undefined && missing(name))
        yield { place: place(), message: `variables('${name}') is initialized nowhere`, fix: didYouMean(name, known) };
    }
    for (const site of model.actions) {
      const name = writtenVariable(site);
      if (name !== undefined && missing(name))
        yield {
          place: model.workflow.place([...site.path, "inputs", "name"]),
          message: `"${site.name}" writes "${name}", which is initialized nowhere`,
          fix: didYouMean(name, known),
        };
    }
  },
};
