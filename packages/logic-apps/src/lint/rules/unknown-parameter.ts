import { didYouMean } from "@sentinel-agent-identities/spelling";
import { literalName } from "../../expression/walk";
import type { LintRule } from "../rule";

export const unknownParameter: LintRule = {
  code: "unknown-parameter",
  severity: "error",
  message: "the parameter is declared nowhere, and Azure refuses the workflow",
  fix: "declare it under parameters",
  *check(model) {
    const known = Object.keys(model.definition.parameters ?? {});
    for (const { call, place } of model.callsTo("parameters")) {
      const name = literalName(call);
      if (name !== undefined && !known.some((one) => one.toLowerCase() === name.toLowerCase()))
        yield { place: place(), message: `parameters('${name}') is declared nowhere`, fix: didYouMean(name, known) };
    }
  },
};
