import { didYouMean } from "@sentinel-agent-identities/spelling";
import { triggerTypes } from "../../run/actions";
import type { LintRule } from "../rule";

export const unknownTriggerType: LintRule = {
  code: "unknown-trigger-type",
  severity: "error",
  blocks: true,
  message: "runs cannot start from a trigger of this type here",
  fix: `use one of ${triggerTypes.join(", ")}`,
  *check({ definition, workflow }) {
    for (const [name, { type, splitOn }] of Object.entries(definition.triggers)) {
      if (typeof type !== "string")
        yield { place: workflow.keyPlace(["triggers", name]), message: `trigger "${name}" has no type` };
      else if (!triggerTypes.some((known) => known.toLowerCase() === type.toLowerCase()))
        yield {
          place: workflow.place(["triggers", name, "type"]),
          message: `trigger "${name}" is of type "${type}"`,
          fix: didYouMean(type, triggerTypes),
        };
      if (splitOn !== undefined)
        yield {
          place: workflow.keyPlace(["triggers", name, "splitOn"]),
          message: `trigger "${name}" splits one event into many runs, which does not run here`,
          fix: "loop over the array with Foreach",
        };
    }
  },
};
