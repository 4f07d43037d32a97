import type { Case } from "./case";
import { nrt, scheduled } from "./files";

/** When and how much rules run. */
export const schedules: Case[] = [
  [
    "a schedule on an NRT rule",
    nrt,
    "kind: NRT\n",
    "kind: NRT\n‸queryFrequency: 5m\n",
    "rule/nrt-schedule",
    /takes no queryFrequency/,
    /remove queryFrequency/,
  ],
  ["a Scheduled rule without one", scheduled, "queryPeriod: 14d\n", "", "rule/schedule", /needs queryPeriod/],
  [
    "2 days and more below an hour",
    scheduled,
    "queryFrequency: 1h\nqueryPeriod: 14d",
    "queryFrequency: ‸59m\nqueryPeriod: 2d",
    "rule/schedule",
    /looks back 2d cannot run every 59m/,
    /1h/,
  ],
  [
    "a period shorter than the frequency",
    scheduled,
    "queryFrequency: 1h\nqueryPeriod: 14d",
    "queryFrequency: 1h\nqueryPeriod: ‸30m",
    "rule/schedule",
    /shorter/,
    /at least 1h/,
  ],
  [
    "a frequency under 5 minutes",
    scheduled,
    "queryFrequency: 1h\nqueryPeriod: 14d",
    "queryFrequency: ‸4m\nqueryPeriod: 1h",
    "rule/schedule",
    /queryFrequency 4m/,
    /5m to 14d/,
  ],
  ["a period over 14 days", scheduled, "queryPeriod: 14d", "queryPeriod: ‸15d", "rule/schedule", /queryPeriod 15d/],
  [
    "a suppression shorter than the frequency",
    scheduled,
    "queryFrequency: 1h",
    "suppressionEnabled: true\nsuppressionDuration: ‸30m\nqueryFrequency: 1h",
    "rule/suppression",
    /30m/,
    /1h to 1d/,
  ],
  [
    "six entities on an NRT rule",
    nrt,
    /customDetails:\n/,
    "  - ‸entityType: IP\n    fieldMappings: [{ identifier: Address, columnName: DstDomain }]\ncustomDetails:\n",
    "rule/nrt-entities",
    /takes 5 entity mappings, not 6/,
    /kind: Scheduled/,
  ],
];
