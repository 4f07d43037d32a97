import { didYouMean } from "@sentinel-agent-identities/spelling";
import { literalName } from "../../expression/walk";
import { isType } from "../model";
import type { LintRule } from "../rule";

export const unknownForeach: LintRule = {
  code: "unknown-foreach",
  severity: "error",
  message: "items() names no Foreach around the action",
  fix: "name a Foreach that holds the action",
  *check(model) {
    for (const { template, call, place } of model.callsTo("items")) {
      const name = literalName(call);
      if (name === undefined) continue;
      const loops = (template.action?.ancestors ?? [])
        .filter((site) => isType(site, "Foreach"))
        .map((site) => site.name);
      if (!loops.some((loop) => loop.toLowerCase() === name.toLowerCase()))
        yield {
          place: place(),
          message: `items('${name}') stands in no Foreach of that name`,
          fix: didYouMean(name, loops),
        };
    }
  },
};
