import type { PolicyCheck } from "../check";
import { ofType } from "../views/arm";
import { transformsOf } from "../views/transforms";

/** What transforms are written in. */
export const transformLanguage: PolicyCheck = {
  id: "transform-language",
  title: "Transforms use what runs while rows come in, and columns that their stream has",
  why: "Azure Monitor refuses the rule at its deployment, or drops rows that a transform cannot read",
  fix: "use where, extend, project, project-away, project-rename, parse and datatable, and declare the columns in the stream",
  severity: "error",
  run: (document, { cache }) =>
    ofType(document, "azurerm_monitor_data_collection_rule").flatMap((rule) =>
      transformsOf(rule, document, cache).flatMap(({ problems, flow }) =>
        problems.map((message) => ({ address: rule.address, message: `data flow ${flow}: ${message}` })),
      ),
    ),
};
