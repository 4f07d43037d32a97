import { Incidents } from "../../lib/emulator/arm";
import { azurePortal, Portal } from "../../lib/emulator/portal";
import { makeAlert } from "../../lib/emulator/rules/alert";
import { Timeline } from "../../lib/emulator/timeline";
import type { AnalyticsRule, IncidentSettings } from "../../lib/emulator/workspace/model";
import { emptyWorkspace } from "./support";

const ruleWith = (incident: IncidentSettings, id = "1"): AnalyticsRule => ({
  kind: "NRT",
  id,
  armId: `/rules/${id}`,
  name: "Rule",
  description: "",
  correlation: "default",
  enabled: true,
  severity: "Medium",
  tactics: [],
  techniques: [],
  query: "T",
  grouping: "AlertPerResult",
  entityMappings: [
    { entityType: "Account", fields: [{ identifier: "Name", column: "Who" }] },
    { entityType: "IP", fields: [{ identifier: "Address", column: "Ip" }] },
  ],
  customDetails: { What: "What" },
  override: { title: "{{Who}}", severityColumn: "Sev", dynamicProperties: {} },
  incident,
  where: "rule",
});
const hour = 3_600_000;
const grouping = {
  lookback: hour,
  matching: "AllEntities" as const,
  byEntities: [],
  byAlertDetails: [],
  byCustomDetails: [],
};

const azure = (): Portal =>
  new Portal(azurePortal, {
    workspace: emptyWorkspace,
    timeline: new Timeline(),
    incidents: new Incidents(),
    ingest: async () => {},
    start: () => {},
  });

/** Files one alert per row, at the given minute; returns the titles of each incident's alerts. */
function file(
  rule: AnalyticsRule,
  rows: { at: number; Who: string; Ip?: string; What?: string; Sev?: string }[],
): string[][] {
  const portal = azure();
  for (const [i, row] of rows.entries()) {
    const at = new Date(Date.UTC(2026, 2, 2, 10, row.at));
    portal.file(rule, [makeAlert(rule, [{ ...row }], { at, from: at, to: at }, i)], at);
  }
  return portal.all.map((incident) => incident.alerts.map((alert) => alert.title));
}

test("without grouping every alert is an incident", () => {
  expect(
    file(ruleWith({ create: true }), [
      { at: 0, Who: "a" },
      { at: 1, Who: "a" },
    ]),
  ).toEqual([["a"], ["a"]]);
});

test("no incidents where the rule wants none", () => {
  expect(file(ruleWith({ create: false }), [{ at: 0, Who: "a" }])).toEqual([]);
});

test("all entities must match", () => {
  const rows = [
    { at: 0, Who: "a", Ip: "1.1.1.1" },
    { at: 1, Who: "a", Ip: "1.1.1.1" },
    { at: 2, Who: "a", Ip: "2.2.2.2" },
  ];
  expect(file(ruleWith({ create: true, grouping }), rows)).toEqual([["a", "a"], ["a"]]);
});

test("any alert of the rule", () => {
  expect(
    file(ruleWith({ create: true, grouping: { ...grouping, matching: "AnyAlert" } }), [
      { at: 0, Who: "a" },
      { at: 1, Who: "b" },
    ]),
  ).toEqual([["a", "b"]]);
});

test("selected entities, title and details", () => {
  const selected = { ...grouping, matching: "Selected" as const, byEntities: ["Account"], byCustomDetails: ["What"] };
  const rows = [
    { at: 0, Who: "a", Ip: "1.1.1.1", What: "x" },
    { at: 1, Who: "a", Ip: "2.2.2.2", What: "x" },
    { at: 2, Who: "a", Ip: "1.1.1.1", What: "y" },
    { at: 3, Who: "b", Ip: "1.1.1.1", What: "x" },
  ];
  expect(file(ruleWith({ create: true, grouping: selected }), rows)).toEqual([["a", "a"], ["a"], ["b"]]);
});

test("an alert after the look-back opens a new incident", () => {
  expect(
    file(ruleWith({ create: true, grouping }), [
      { at: 0, Who: "a" },
      { at: 60, Who: "a" },
      { at: 61, Who: "a" },
    ]),
  ).toEqual([["a", "a"], ["a"]]);
});

test("an incident takes 150 alerts", () => {
  const rows = Array.from({ length: 151 }, () => ({ at: 0, Who: "a" }));
  expect(file(ruleWith({ create: true, grouping }), rows).map((alerts) => alerts.length)).toEqual([150, 1]);
});

test("severity rises to the highest, activity spans all alerts, numbers count up", () => {
  const rule = ruleWith({ create: true, grouping });
  const portal = azure();
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 10, minute));
  for (const [minute, Who, Sev] of [
    [1, "a", "Low"],
    [2, "a", "High"],
    [3, "b", "Low"],
  ] as const) {
    const window = { at: at(minute), from: at(minute - 1), to: at(minute) };
    portal.file(rule, [makeAlert(rule, [{ Who, Sev }], window, minute)], at(minute));
  }
  expect(portal.all.map(({ number, alerts }) => [number, alerts.length])).toEqual([
    [1, 2],
    [2, 1],
  ]);
  expect(portal.all[0]).toMatchObject({
    severity: "High",
    firstActivityTime: at(0).toISOString(),
    lastActivityTime: at(2).toISOString(),
  });
});
