import { count } from "../../wording";
import type { AgentStory, Story } from "../story/story";
import { headline } from "../telling/headline";
import { moment } from "../telling/times";
import { answers } from "./answers";
import { chainGraph } from "./chain/graph";
import { type Html, html } from "./html";
import { incidents } from "./incidents";
import { ingest } from "./ingest";
import { moments } from "./moments";
import { needs } from "./needs";
import { responses } from "./responses";
import { rules } from "./rules";
import { timeline } from "./timeline/timeline";

/** The address of a chapter within the page. */
export const chapterId = (place: number): string => `story-${place + 1}`;

/** One story: of each agent the answers, the timeline and the chain; then incidents, response, rules and ingest. */
export function chapter(story: Story, place: number): Html {
  const id = chapterId(place);
  return html`<article class="chapter" id="${id}" aria-labelledby="${id}-title">
${story.agents.length === 0 ? quiet(story, place) : story.agents.map((one, i) => agent(one, story, place, i))}
${incidents(story)}${responses(story)}${rules(story)}${ingest(story)}${needs(story)}</article>
`;
}

const title = (place: number, first: boolean, text: string): Html => {
  const id = first ? html` id="${chapterId(place)}-title"` : undefined;
  return place === 0 && first ? html`<h1${id}>${text}</h1>` : html`<h2 class="lead"${id}>${text}</h2>`;
};

function agent(one: AgentStory, story: Story, place: number, i: number): Html {
  const own = story.incidents.filter(({ number }) => one.incidents.includes(number));
  const severity = own[0]?.severity ?? "";
  return html`<div class="agent"><p class="kicker">${severity && html`<span class="tag ${severity === "High" ? "bad" : "warn"}">${severity}</span>`}<span>${own.map(({ number }) => `Incident #${number}`).join(", ")}</span><span>${story.title}</span></p>
${title(place, i === 0, headline(one))}
${moments(one)}${answers(one)}${timeline(one, story)}${chainGraph(one)}</div>
`;
}

/** A story in which nobody is found to have done harm. */
function quiet(story: Story, place: number): Html {
  const text =
    story.incidents.length === 0
      ? "no incident"
      : `${count(story.incidents.length)} incidents, of no agent that is known`;
  return html`<p class="kicker"><span class="tag ${story.incidents.length === 0 ? "good" : "warn"}">${text}</span><span>${moment(story.from)} to ${moment(story.to)} UTC</span><span>${story.portal}</span></p>
${title(place, true, story.title)}`;
}
