import Table from "cli-table3";
import type { Incident, Simulation } from "../../emulator";
import { bytes, count, instant, percent } from "../../wording";
import { responseText } from "./response-text";

/**
 * A simulation as a person reads it: what came in, what ran, what an analyst would see.
 * @param everyRule also the rules that told nothing, which are only counted otherwise
 */
export function simulationText(simulation: Simulation, everyRule = false): string {
  return [
    `Simulated ${instant(simulation.from)} to ${instant(simulation.to)}, ${portalText(simulation)}`,
    section("Ingest", ingestTable(simulation)),
    section("Rules", rulesText(simulation, everyRule)),
    section(`Incidents: ${simulation.incidents.length}`, simulation.incidents.map(incidentText).join("\n\n")),
    ...needed(simulation),
    ...looseAlerts(simulation),
    ...(simulation.automation.length > 0
      ? [section("Automation", simulation.automation.map(responseText).join("\n"))]
      : []),
    ...(simulation.resolved.length > 0 ? [section("Resolved with an incident", resolvedText(simulation))] : []),
    ...(simulation.notes.length > 0 ? [section("Notes", simulation.notes.map((note) => `  ${note}`).join("\n"))] : []),
  ].join("\n\n");
}

/** Why rules may have been silent, where no incident was made. */
function needed({ needs = [] }: Simulation): string[] {
  if (needs.length === 0) return [];
  const lines = needs.map(
    ({ what, rules }) =>
      `  ${what}; silent without it: ${rules.length > 2 ? `${rules.length} rules` : rules.join("; ")}`,
  );
  return [section("No incident: what is needed", lines.join("\n"))];
}

/** What stays in SecurityAlert alone, by rule: it is told by a story, or not enough for one. */
function looseAlerts({ alerts, incidents }: Simulation): string[] {
  const held = new Set(incidents.flatMap((incident) => incident.alerts.map(({ systemAlertId }) => systemAlertId)));
  const loose = alerts.filter(({ systemAlertId }) => !held.has(systemAlertId));
  if (loose.length === 0) return [];
  const rules = [...new Set(loose.map(({ rule }) => rule))].sort();
  const lines = rules.map(
    (name) => `  ${String(loose.filter(({ rule }) => rule === name).length).padStart(4)}  ${name}`,
  );
  return [section(`Alerts without an incident of their own: ${loose.length}`, lines.join("\n"))];
}

function portalText({ portal: { portal, syncDelay } }: Simulation): string {
  return portal === "azure"
    ? "in the Azure portal"
    : `in the Defender portal, from which incidents take ${syncDelay / 60_000} min to Sentinel`;
}

function resolvedText({ resolved }: Simulation): string {
  return resolved
    .map(
      ({ incidentNumber, title, product, at }) =>
        `  ${instant(at)}  "${title}" of ${product}, with incident #${incidentNumber}`,
    )
    .join("\n");
}

function section(title: string, body: string): string {
  return body ? `${title}\n${body}` : title;
}

function ingestTable({ ingest }: Simulation): string {
  return table(
    ["stream", "table", "rows in", "rows out", "bytes in", "bytes out", "kept"],
    ingest.map((i) => [
      i.stream,
      i.table,
      count(i.rowsIn),
      count(i.rowsOut),
      bytes(i.bytesIn),
      bytes(i.bytesOut),
      percent(i.bytesOut, i.bytesIn),
    ]),
  );
}

function rulesText({ runs, alerts }: Simulation, every: boolean): string {
  const rules = [...new Set(runs.map((run) => run.rule))].sort();
  const telling = new Set(alerts.map(({ rule }) => rule));
  const shown = every ? rules : rules.filter((rule) => telling.has(rule));
  const silent = runs.filter(({ rule }) => !shown.includes(rule));
  const told = rulesTable(shown, runs, alerts);
  if (silent.length === 0) return told;
  const others = rules.length - shown.length;
  const rest = `  ${count(others)}${shown.length > 0 ? " other" : ""} rule${others === 1 ? "" : "s"} ran ${count(silent.length)} times and told nothing`;
  return shown.length > 0 ? `${told}\n${rest}` : rest;
}

function rulesTable(rules: readonly string[], runs: Simulation["runs"], alerts: Simulation["alerts"]): string {
  return table(
    ["rule", "runs", "rows", "alerts", "ms/run"],
    rules.map((rule) => {
      const own = runs.filter((run) => run.rule === rule);
      const sum = (pick: (run: (typeof own)[number]) => number) => own.reduce((total, run) => total + pick(run), 0);
      return [
        rule,
        count(own.length),
        count(sum((r) => r.rows)),
        count(alerts.filter((a) => a.rule === rule).length),
        (sum((r) => r.ms) / own.length).toFixed(1),
      ];
    }),
  );
}

function incidentText(incident: Incident): string {
  const lines = [
    `  #${incident.number} ${incident.severity}  ${incident.title}${standing(incident)}`,
    `     created   ${instant(incident.createdTime)}, ${count(incident.alerts.length)} alert(s), ${incident.tactics.join(", ")} ${incident.techniques.join(", ")}`,
    ...Object.entries(detailsOf(incident)).map(([key, values]) => `     ${key.padEnd(22)} ${values}`),
    ...incident.entities.map(
      ({ type, ...identifiers }) => `     ${type.padEnd(22)} ${Object.values(identifiers).join("  ")}`,
    ),
  ];
  return lines.join("\n");
}

function standing({ status, redirectedTo }: Incident): string {
  if (redirectedTo !== undefined) return ` (merged into #${redirectedTo})`;
  return status === "Closed" ? " (closed)" : "";
}

/** Custom details of all alerts, times as a span and sizes added up, so that one line tells the whole incident. */
function detailsOf(incident: Incident): Record<string, string> {
  const keys = [...new Set(incident.alerts.flatMap((alert) => Object.keys(alert.customDetails)))];
  return Object.fromEntries(
    keys.map((key) => {
      const values = [...new Set(incident.alerts.flatMap((alert) => alert.customDetails[key] ?? []))]
        .filter((value) => value !== "")
        .sort();
      if (key === "FirstActivity") return [key, instant(values[0] ?? "")];
      if (key === "LastActivity") return [key, instant(values.at(-1) ?? "")];
      if (key.startsWith("Bytes"))
        return [
          key,
          bytes(incident.alerts.reduce((sum, alert) => sum + Number(alert.customDetails[key]?.[0] ?? 0), 0)),
        ];
      return [key, values.join(", ")];
    }),
  );
}

function table(head: string[], rows: string[][]): string {
  if (rows.length === 0) return "  none";
  const right = (column: string) =>
    /rows|bytes|kept|runs|alerts|ms/.test(column) ? ("right" as const) : ("left" as const);
  const none = {
    top: "",
    "top-mid": "",
    "top-left": "",
    "top-right": "",
    bottom: "",
    "bottom-mid": "",
    "bottom-left": "",
    "bottom-right": "",
    left: "",
    "left-mid": "",
    mid: "",
    "mid-mid": "",
    right: "",
    "right-mid": "",
    middle: "  ",
  };
  const out = new Table({
    head,
    colAligns: head.map(right),
    chars: none,
    style: { head: [], border: [], "padding-left": 1, "padding-right": 0, compact: true },
  });
  out.push(...rows);
  return out.toString();
}
