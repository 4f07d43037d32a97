import type { PolicyCheck } from "../check";
import { rulesOf } from "../views/rules";
import { foundIn } from "./found";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Names of rules. */
export const ruleStableId: PolicyCheck = {
  id: "rule-stable-id",
  title: "The id of a rule is a GUID that stays",
  why: "a rule whose id changes is another one: its alerts, incidents, automation and exceptions stay with the old",
  fix: "write a GUID, best made from the rule and the tenant (UUIDv5), and none that is random at each apply",
  severity: "error",
  run: (document) =>
    foundIn(rulesOf(document), ({ name }) => {
      if (guid.test(String(name))) return undefined;
      return /random_|uuid\(\)/.test(String(name))
        ? `has a random id, ${name}`
        : `has the id "${name}", which is no GUID`;
    }),
};
