import type { Case } from "./case";

const attributes = "governance/attribute-set.yaml";
const quarantine = "governance/quarantine.yaml";
const credentials = "governance/credential-lifetime.yaml";

/** What Microsoft Entra is to hold. */
export const governance: Case[] = [
  ["a policy nobody knows", quarantine, "name: quarantine", "name: ‸quarantined", "schema/value", /quarantined/],
  ["a key used twice", attributes, "key: response-mode", "key: ‸set", "governance/duplicate-key", /"set"/],
  [
    "a resource after one that is not there",
    attributes,
    "after: [set]",
    "after: [‸sett]",
    "governance/unknown-key",
    /"sett"/,
    /"set"/,
  ],
  [
    "the id of a resource that comes later",
    credentials,
    "appManagementPolicies/{policy.id}",
    "appManagementPolicies/{polcy.id}",
    "governance/unknown-placeholder",
    /\{polcy\.id\}/,
    /"policy\.id"/,
  ],
  [
    "a blueprint where there is none",
    credentials,
    "    forEach: blueprints\n",
    "",
    "governance/unknown-placeholder",
    /\{blueprint\}/,
  ],
  [
    "a policy that says itself whether it is enforced",
    quarantine,
    "      displayName",
    "      ‸state: enabled\n      displayName",
    "governance/state",
    /the tenant says/,
    /remove it/,
  ],
];
