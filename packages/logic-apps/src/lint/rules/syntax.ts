import type { LintRule } from "../rule";

export const syntaxError: LintRule = {
  code: "wdl-syntax-error",
  severity: "error",
  blocks: true,
  message: "the text is not an expression, and Azure refuses the workflow",
  fix: "correct the expression, or write @@ for an at sign",
  *check(model) {
    for (const site of model.templates)
      if (site.error && !(site.isKey && site.text.startsWith("@odata.")))
        yield {
          place: model.placeIn(site, site.error.at),
          message: `${site.error.message} in ${JSON.stringify(site.text.slice(0, 120))}`,
          fix: site.error.fix,
        };
  },
};
