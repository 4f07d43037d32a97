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
  [
    "a request that Microsoft Graph does not have",
    attributes,
    "url: directory/attributeSets",
    "url: ‸directory/attributeSet",
    "graph/unknown-call",
    /POST v1\.0\/directory\/attributeSet is no call/,
    /did you mean "POST v1\.0\/directory\/attributeSets"/,
  ],
  [
    "a property that the thing does not have",
    attributes,
    "      maxAttributesPerSet: 25",
    "      ‸maxAttributePerSet: 25",
    "graph/unknown-property",
    /attributeSet has no property maxAttributePerSet/,
    /"maxAttributesPerSet"/,
  ],
];
