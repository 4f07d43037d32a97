import { queryReachBreaches } from "../../limits";
import type { PolicyCheck } from "../check";
import { isKnown } from "../document/document";
import { rulesOf } from "../views/rules";

/** Rules read their own workspace. */
export const ruleCrossWorkspace: PolicyCheck = {
  id: "rule-cross-workspace",
  title: "A rule reads its own workspace",
  why: "NRT rules cannot read others, Sentinel allows twenty, and whoever may change the other workspace decides what this rule sees",
  fix: "send what the rule needs to its workspace, or look across workspaces in hunting queries and workbooks",
  severity: "warning",
  run: (document) =>
    rulesOf(document).flatMap(({ address, attributes: { query } }) =>
      isKnown(query)
        ? queryReachBreaches(String(query))
            .filter(({ limit }) => limit === "rule/cross-workspace")
            .map(({ message }) => ({ address, message }))
        : [],
    ),
};
