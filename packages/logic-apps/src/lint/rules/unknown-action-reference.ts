import { didYouMean } from "@sentinel-agent-identities/spelling";
import { literalName } from "../../expression/walk";
import { actionReaders } from "../readers";
import type { LintRule } from "../rule";

export const unknownActionReference: LintRule = {
  code: "unknown-action-reference",
  severity: "error",
  message: "an expression reads an action that does not exist, and Azure refuses the workflow",
  fix: "name an action of the workflow",
  *check(model) {
    const known = model.actions.map(({ name }) => name);
    for (const { call, place } of model.callsTo(...actionReaders)) {
      const name = literalName(call);
      if (name !== undefined && !model.action(name))
        yield { place: place(), message: `${call.name}('${name}') reads no action`, fix: didYouMean(name, known) };
    }
  },
};
