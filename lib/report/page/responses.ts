import { count } from "../../wording";
import type { Story, StoryResponse } from "../story/story";
import { later, moment } from "../telling/times";
import { type Html, html } from "./html";

const most = 60;

/** What playbooks did, said and wrote into the ledger, and what of it was undone. */
export function responses({ responses: all, idleResponses }: Story): Html | undefined {
  if (all.length + idleResponses === 0) return undefined;
  return html`<section class="part"><h2>Response</h2>
<p class="note">${count(all.length)} playbook run${all.length !== 1 && "s"} that did or said something${idleResponses > 0 && `; ${count(idleResponses)} more were started and found nothing to do`}.${all.length > most && ` The first ${most} are shown.`}</p>
<ol class="steps">${all.slice(0, most).map(step)}</ol></section>`;
}

function step({ at, end, playbook, rule, cause, status, requests, lines }: StoryResponse): Html {
  const changed = lines.filter(({ kind }) => ["froze", "released", "changed"].includes(kind));
  const kind = status === "Failed" ? "is-bad" : changed.length > 0 ? "is-good" : "";
  const shown = lines.filter((one) => one.kind !== "comment");
  const comments = lines.filter((one) => one.kind === "comment");
  return html`<li class="${kind}"><h3>${playbook}</h3>
<div class="quiet">${moment(at)} UTC, "${rule}" for ${cause}: ${status}${status === "NotRun" ? "" : `, ${later(at, end)}, ${count(requests)} requests`}</div>
${shown.length > 0 && html`<dl>${shown.map(entry)}</dl>`}
${comments.length > 0 && html`<details><summary>${comments.length} comment${comments.length !== 1 && "s"} on the incident</summary><dl>${comments.map(entry)}</dl></details>`}</li>
`;
}

const entry = ({ kind, text }: StoryResponse["lines"][number]): Html => html`<dt>${kind}</dt><dd>${text}</dd>`;
