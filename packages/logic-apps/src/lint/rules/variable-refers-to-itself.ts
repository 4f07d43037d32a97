import { literalName } from "../../expression/walk";
import type { LintRule } from "../rule";
import { initializations, writtenVariable } from "../variables";

export const variableRefersToItself: LintRule = {
  code: "variable-refers-to-itself",
  severity: "error",
  blocks: true,
  message: "Azure refuses an action that reads the variable it writes",
  fix: "keep the new value with Compose first, and write its outputs; numbers count with IncrementVariable",
  *check(model) {
    const initialized = [...initializations(model)];
    for (const { call, template, place } of model.callsTo("variables")) {
      const site = template.action;
      const name = literalName(call);
      if (!site || name === undefined || template.path[site.path.length] !== "inputs") continue;
      const written = writtenVariable(site);
      const own =
        written === undefined
          ? initialized.filter((one) => one.site.name === site.name).map((one) => one.name)
          : [written];
      if (own.some((one) => one.toLowerCase() === name.toLowerCase()))
        yield { place: place(), message: `"${site.name}" writes "${name}" and reads it` };
    }
  },
};
