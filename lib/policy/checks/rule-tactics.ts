import { attackTactics } from "../../content";
import type { PolicyCheck } from "../check";
import { blocksOf } from "../document/document";
import { rulesOf } from "../views/rules";
import { foundIn } from "./found";

/** What a rule says that it is about. */
export const ruleTactics: PolicyCheck = {
  id: "rule-tactics",
  title: "A rule names tactics, and techniques that belong to them",
  why: "coverage is counted and incidents are ranked by them",
  fix: "name the tactics of each technique, as MITRE ATT&CK lists them",
  severity: "warning",
  run: (document) =>
    foundIn(rulesOf(document), (rule) => {
      const tactics = (rule.tactics ?? []) as string[];
      // The query may choose them, alert by alert.
      if (tactics.length === 0)
        return blocksOf(rule.alert_details_override)[0]?.tactics_column_name ? undefined : "names no tactic";
      const stray = ((rule.techniques ?? []) as string[]).find((technique) => {
        const known = attackTactics(technique);
        return known.length > 0 && !known.some((tactic) => tactics.includes(tactic));
      });
      return stray ? `names ${stray}, and none of its tactics: ${attackTactics(stray).join(", ")}` : undefined;
    }),
};
