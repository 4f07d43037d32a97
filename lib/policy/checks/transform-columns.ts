import type { PolicyCheck } from "../check";
import { ofType } from "../views/arm";
import { transformsOf } from "../views/transforms";

/** What transforms yield. */
export const transformColumns: PolicyCheck = {
  id: "transform-columns",
  title: "What a transform yields are the columns of its table, with their types",
  why: "a column that the table lacks is dropped without a word, and the rules that read it stay silent",
  fix: "add the column to the table, rename it, convert it with to<type>(), or remove it with project-away",
  severity: "error",
  run: (document, { cache }) =>
    ofType(document, "azurerm_monitor_data_collection_rule").flatMap((rule) =>
      transformsOf(rule, document, cache).flatMap(({ landing, flow }) =>
        landing.map((message) => ({ address: rule.address, message: `data flow ${flow}: ${message}` })),
      ),
    ),
};
