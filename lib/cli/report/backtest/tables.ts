import type { BacktestReport, Quality, RuleFigures, Share } from "../../../backtest";
import type { PageTable } from "../../../report";
import { count, instant } from "../../../wording";

/** A table of a report, in whatever form it is printed. */
export type ReportTable = PageTable;

/** A report as tables: what came of all rules, of each, of attacks, what was false, and what was found in the history. */
export function backtestTables(report: BacktestReport): ReportTable[] {
  const tables = [summary(report), rules(report)];
  if (report.attacks) tables.push(attacks(report));
  if (report.falseIncidents) tables.push(falseIncidents(report));
  if (report.incidents === 0) tables.push(needs(report));
  if (report.outcome.failures.length > 0) tables.push(failures(report));
  tables.push(history(report));
  return tables;
}

const percentOf = ({ of, found }: Share): string =>
  of === 0 ? "-" : `${Math.round((found / of) * 1000) / 10} % (${found} of ${of})`;

const spread = ({ timeToDetect: t }: Quality): string => (t ? `${t.median}, ${t.p90}, ${t.max} min` : "-");

function summary(report: BacktestReport): ReportTable {
  const { quality } = report;
  const rows = [
    ["alerts", count(report.alerts)],
    ["incidents", count(report.incidents)],
    ["agent-days", count(report.agentDays)],
  ];
  if (quality)
    rows.push(
      ["precision", percentOf(quality.precision)],
      ["recall", percentOf(quality.recall)],
      ...Object.entries(quality.recallByStrength).map(([strength, share]) => [`recall, ${strength}`, percentOf(share)]),
      ["time to detect: median, p90, max", spread(quality)],
      ["incidents per attack", String(quality.incidentsPerAttack ?? "-")],
      ["false incidents", count(quality.falseIncidents)],
      ["false incidents per 1,000 agent-days", String(quality.falsePer1000AgentDays ?? "-")],
    );
  return { title: `${instant(report.from)} to ${instant(report.to)}`, head: ["in all", ""], rows };
}

function rules({ rules: all, quality }: BacktestReport): ReportTable {
  const busy = all.filter((one) => one.alerts > 0 || one.incidents > 0 || (one.quality?.recall.of ?? 0) > 0);
  const plain = ({ id, rule, alerts, incidents }: RuleFigures) => [id, rule, count(alerts), count(incidents)];
  const measured = (one: RuleFigures) => [
    ...plain(one),
    percentOf(one.quality!.precision),
    percentOf(one.quality!.recall),
    spread(one.quality!),
    String(one.quality!.falsePer1000AgentDays ?? "-"),
  ];
  const head = ["id", "rule", "alerts", "incidents"];
  const silent = all.length - busy.length;
  return {
    title: "Rules",
    head: quality ? [...head, "precision", "recall", "time to detect", "false per 1,000"] : head,
    rows: busy.map(quality ? measured : plain),
    notes: silent > 0 ? [`${silent} of ${all.length} rules told nothing.`] : [],
  };
}

const attacks = ({ attacks: all = [] }: BacktestReport): ReportTable => ({
  title: "Attacks",
  head: ["scenario", "strength", "agent", "from", "incidents", "min", "told by", "did not tell"],
  rows: all.map((attack) => [
    attack.scenario,
    attack.strength ?? "",
    attack.agentId,
    instant(attack.from),
    attack.incidents.length === 0 ? "missed" : attack.incidents.map((number) => `#${number}`).join(" "),
    String(attack.minutesToDetect ?? ""),
    attack.rules.join("; "),
    attack.missing.join(" "),
  ]),
});

const falseIncidents = ({ falseIncidents: all = [] }: BacktestReport): ReportTable => ({
  title: `False incidents: ${all.length}`,
  head: ["incident", "created", "rules", "title"],
  rows: all.map(({ number, createdTime, detections, title }) => [
    `#${number}`,
    instant(createdTime),
    detections.join(" "),
    title,
  ]),
});

const needs = ({ needs: all }: BacktestReport): ReportTable => ({
  title: "No incident: what is needed",
  head: ["", "silent without it"],
  rows: all.map(({ what, rules: silent }) => [what, silent.length > 3 ? `${silent.length} rules` : silent.join("; ")]),
});

const failures = ({ outcome }: BacktestReport): ReportTable => ({
  title: "Rules that did not run to the end",
  head: ["rule", "why"],
  rows: outcome.failures.map(({ rule, message }) => [rule, message]),
});

function history({ rows, remarks }: BacktestReport): ReportTable {
  const out = remarks.filter(({ leftOut }) => leftOut).reduce((sum, { count: some }) => sum + some, 0);
  return {
    title: "History",
    head: ["where", "rows", "found"],
    rows: [
      ...Object.entries(rows).map(([name, some]) => [name, count(some), ""]),
      ...remarks.map(({ place, count: some, message }) => [place, some > 0 ? count(some) : "", message]),
    ],
    notes: [out === 0 ? "Nothing was left out." : `Left out: ${count(out)} rows or values, as said above.`],
  };
}
