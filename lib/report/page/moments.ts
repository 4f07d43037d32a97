import type { AgentStory } from "../story/story";
import { momentsOf } from "../telling/moments";
import { clock, dayOf, later } from "../telling/times";
import { type Html, html } from "./html";

/** The moments that the story turns on, as a row of stops. */
export function moments(story: AgentStory): Html {
  const all = momentsOf(story);
  return html`<ol class="moments" aria-label="The moments that the story turns on">${all.map(
    ({ at, what, kind }, i) => {
      const next = all[i + 1];
      const newDay = i === 0 || dayOf(at) !== dayOf(all[i - 1]!.at);
      return html`<li class="${kind}"><time datetime="${at}">${newDay ? `${dayOf(at).slice(0, 3)} ` : ""}${clock(at)}</time>${what}${next && html`<span class="later">+${later(at, next.at)}</span>`}</li>`;
    },
  )}</ol>`;
}
