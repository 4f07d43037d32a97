import { didYouMean } from "@sentinel-agent-identities/spelling";
import { connectionUses } from "../../definition/connections";
import { property } from "../../expression/access";
import { isObject } from "../../values/value";
import type { LintRule } from "../rule";

export const unknownConnection: LintRule = {
  code: "unknown-connection",
  severity: "error",
  message: "$connections holds no connection of that name, and Azure refuses the workflow",
  fix: "give the connection in the $connections parameter of the workflow's resource",
  *check(model) {
    const { workflow, definition, templates } = model;
    const given = workflow.parameterValues.$connections ?? definition.parameters?.$connections?.defaultValue;
    if (!isObject(given) || Object.keys(given).length === 0) return;
    for (const { name, template, at } of connectionUses(templates))
      if (property(given, name) === undefined)
        yield {
          place: model.placeIn(template, at),
          message: `$connections holds no "${name}"`,
          fix: didYouMean(name, Object.keys(given)),
        };
  },
};
