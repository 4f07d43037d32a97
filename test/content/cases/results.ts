import type { Case } from "./case";
import { nrt } from "./files";

/** What a rule takes from rows its query does not return. */
export const results: Case[] = [
  [
    "an entity from a column the query drops",
    nrt,
    "columnName: SrcAgentId",
    "columnName: ‸SrcIpAddr",
    "rule/unknown-result-column",
    /Account\.AadUserId takes column "SrcIpAddr"/,
  ],
  [
    "a misspelt entity column",
    nrt,
    "columnName: DstUrl",
    "columnName: ‸DstUri",
    "rule/unknown-result-column",
    /URL\.Url/,
    /mean "DstUrl"/,
  ],
  [
    "an unknown identifier",
    nrt,
    "identifier: DomainName",
    "identifier: ‸Domain",
    "rule/unknown-identifier",
    /DNS entity has no identifier "Domain"/,
    /DomainName/,
  ],
  [
    "a custom detail",
    nrt,
    "Destination: DstDomain",
    "Destination: ‸DstHost",
    "rule/unknown-result-column",
    /custom detail Destination/,
  ],
  [
    "a column in the alert's name",
    nrt,
    /alertDisplayNameFormat: .*/,
    'alertDisplayNameFormat: ‸"Saw {{ Destination }}"',
    "rule/unknown-result-column",
    /alertDisplayNameFormat takes column "Destination"/,
  ],
  [
    "grouping by an entity that is not mapped",
    nrt,
    "groupByEntities:\n      - Account",
    "groupByEntities:\n      - ‸Host",
    "rule/grouping",
    /entity "Host"/,
  ],
  [
    "grouping by nothing",
    nrt,
    "matchingMethod: Selected\n    groupByEntities:\n      - Account",
    "matchingMethod: ‸Selected",
    "rule/grouping",
    /nothing is/,
    /AllEntities/,
  ],
];
