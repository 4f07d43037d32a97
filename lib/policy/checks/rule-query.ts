import type { PolicyCheck } from "../check";
import { queriesOf } from "../views/queries";

/** Queries of rules bind, and return what the rule maps. */
export const ruleQuery: PolicyCheck = {
  id: "rule-query",
  title:
    "Queries of rules name tables, functions and columns that there are, and return the columns that their rule maps",
  why: "Sentinel refuses such a rule, or makes alerts without entities that no automation can act on",
  fix: "correct the name, or return the column from the query",
  severity: "error",
  run: (document, { cache }) => queriesOf(document, cache),
};
