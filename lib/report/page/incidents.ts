import { count } from "../../wording";
import type { Story, StoryIncident } from "../story/story";
import { moment } from "../telling/times";
import { type Html, html } from "./html";
import { table } from "./table";

/** More than this is a list for a program. */
const most = 40;

/** Incidents with their alerts, entities and tasks, the gravest first. */
export function incidents({ incidents: all }: Story): Html | undefined {
  if (all.length === 0) return undefined;
  const left = all.length - most;
  return html`<section class="part"><h2>Incidents</h2>
<p class="note">${count(all.length)}, as the queue has them${left > 0 && `; the ${most} gravest are shown, ${count(left)} are not`}.</p>
${all.slice(0, most).map((one, i) => incident(one, i === 0))}</section>`;
}

const kinds: Readonly<Record<string, string>> = { High: "bad", Medium: "warn" };

function incident(one: StoryIncident, open: boolean): Html {
  const { number, title, severity, status, created, tactics, techniques, entities, alerts, tasks } = one;
  return html`<details${open && html` open`}><summary>#${number} ${title}</summary>
<p class="kicker"><span class="tag ${kinds[severity] ?? ""}">${severity}</span> ${status}, made ${moment(created)} UTC, ${count(alerts.length)} alert${alerts.length !== 1 && "s"}</p>
<p class="note">${[...tactics, ...techniques].join(", ")}</p>
${table(
  `Alerts of incident ${number}`,
  ["made", "severity", "alert", "rule"],
  alerts.map(({ at, title: text, severity: grave, rule }) => [moment(at), grave, text, rule]),
)}
${table(
  `Entities of incident ${number}`,
  ["entity", "which"],
  entities.map(({ type, name }) => [type, html`<code>${name}</code>`]),
)}
${tasks.length > 0 && html`<p class="note">Tasks: ${tasks.join("; ")}</p>`}</details>`;
}
