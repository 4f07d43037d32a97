import type { LintRule } from "../rule";

export const odataKey: LintRule = {
  code: "odata-key-unescaped",
  severity: "error",
  blocks: true,
  message: "a key that begins with @ is evaluated as an expression",
  fix: "write @@odata…",
  *check(model) {
    for (const site of model.templates)
      if (site.error && site.isKey && site.text.startsWith("@odata."))
        yield {
          place: model.placeIn(site, 0),
          message: `the key "${site.text}" is taken for an expression`,
          fix: `write "@${site.text}"`,
        };
  },
};
