import type { LintRule } from "../rule";
import { initializations } from "../variables";

export const variableInitializedTwice: LintRule = {
  code: "variable-initialized-twice",
  severity: "error",
  blocks: true,
  message: "Azure initializes a variable once, whatever the case of its name",
  fix: "write SetVariable for the second value, or give the second variable another name",
  *check(model) {
    const first = new Map<string, string>();
    for (const { site, name, path } of initializations(model)) {
      const known = first.get(name.toLowerCase());
      if (known === undefined) first.set(name.toLowerCase(), site.name);
      else
        yield {
          place: model.workflow.place(path),
          message: `"${site.name}" initializes "${name}", which "${known}" has initialized`,
        };
    }
  },
};
