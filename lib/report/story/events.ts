import type { Incident, RanPlaybook, Simulation } from "../../emulator";
import { plainText } from "../../wording";
import { changeText, ledgerText } from "./change-text";
import type { Story, StoryIncident, StoryResponse } from "./story";

const severities = ["High", "Medium", "Low", "Informational"];

/** Incidents as an analyst has them in the queue: the gravest first, those that were merged into others left out. */
export function incidentsOf({ incidents }: Pick<Simulation, "incidents">): StoryIncident[] {
  const standing = incidents.filter(({ redirectedTo }) => redirectedTo === undefined);
  return standing
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || a.number - b.number)
    .map(incidentOf);
}

const incidentOf = (incident: Incident): StoryIncident => ({
  number: incident.number,
  title: incident.title,
  severity: incident.severity,
  status: incident.status,
  created: incident.createdTime,
  tactics: incident.tactics,
  techniques: incident.techniques,
  entities: incident.entities.map(({ type, ...identifiers }) => ({ type, name: nameOf(identifiers) })),
  alerts: incident.alerts.map(({ timeGenerated, title, severity, rule }) => ({
    at: timeGenerated,
    title,
    severity,
    rule,
  })),
  tasks: incident.tasks.map(({ title }) => title),
});

/** The name that a person knows first. */
const nameOf = ({ Name, ...rest }: Readonly<Record<string, unknown>>): string =>
  [Name, ...Object.values(rest)].filter((value) => value !== undefined && value !== "").join(", ");

/** Playbooks that did or said something; the others are counted. */
export function responsesOf(automation: readonly RanPlaybook[]): Pick<Story, "responses" | "idleResponses"> {
  const all = automation.map(responseOf);
  const responses = all.filter(({ lines, status }) => lines.length > 0 || status !== "Succeeded");
  return { responses, idleResponses: all.length - responses.length };
}

function responseOf({ at, playbook, automationRule, incidentNumber, run }: RanPlaybook): StoryResponse {
  const lines = [
    ...(run.error ? [["error", run.error.message] as const] : []),
    ...run.changes.map(changeText),
    ...run.comments.map(({ author, message }) => ["comment", `${author}: ${plainText(message)}`] as const),
    ...run.ledger.map((row) => ["ledger", ledgerText(row)] as const),
  ];
  return {
    at,
    end: run.endTime,
    playbook,
    rule: automationRule,
    cause: incidentNumber === undefined ? "an alert" : `incident #${incidentNumber}`,
    status: run.status,
    requests: run.calls.length,
    lines: lines.map(([kind, text]) => ({ kind, text })),
  };
}
