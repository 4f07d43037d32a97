import type { AgentStory, Story } from "../../story/story";
import { clock, dayOf, moment } from "../../telling/times";
import { type Html, html } from "../html";
import { table } from "../table";
import { activityLanes, incidentLanes, type Lane, responseLane, ruleLanes } from "./lanes";
import { Scale } from "./scale";

/** What the agent did and what each rule saw, over time; the same in words below. */
export function timeline(story: AgentStory, { incidents, to: until, portal }: Story): Html {
  const scale = new Scale(story.shown.from, story.shown.to);
  const lanes = [
    ...activityLanes(story),
    ...ruleLanes(story, scale),
    ...incidentLanes(story, incidents, scale),
    ...responseLane(story, scale),
  ];
  const end = story.stop?.at ?? until;
  const [left, right] = [scale.at(story.harm), scale.at(end)];
  return html`<section class="part"><h2>What it did, and what each rule saw</h2>
<p class="note">${moment(story.shown.from)} to ${moment(story.shown.to)} UTC. Harm lasts from ${clock(story.harm)} ${story.stop ? `to ${clock(end)}` : "until the end"}. Lived through ${portal}. Bars are drawn by their square root, so that little is seen beside much.</p>
<div class="lanes" role="img" aria-label="Timeline of ${story.agent.name}; the table below says the same in words">
<div class="over"><i class="band" style="left:${left}%;width:${Math.max(0.2, Math.round((right - left) * 100) / 100)}%"></i><i class="edge" style="left:${left}%"></i>${story.stop && html`<i class="edge is-good" style="left:${right}%"></i>`}</div>
${lanes.map(lane)}
<div class="axis">${scale.ticks().map((at, i, all) => tick(at, all[i - 1], scale))}</div></div>
<ul class="legend"><li><i class="dot"></i>done</li><li><i class="seen is-bad"></i>seen by a rule</li><li><i class="seen is-warn"></i>seen, a weak sign</li><li><i class="edge"></i>harm begins</li><li><i class="edge is-good"></i>stopped</li><li><i class="band"></i>harm</li></ul>
<details><summary>The same in words: ${story.findings.length} findings</summary>${table(
    "Findings in the order of time",
    ["done", "seen", "what", "detection", "weight"],
    story.findings.map(({ when, seen, deed, detection, rule, weight }) => [
      moment(when),
      moment(seen),
      deed,
      `${detection} ${rule}`,
      weight,
    ]),
  )}</details></section>`;
}

const lane = ({ label, more, track, tall }: Lane): Html =>
  html`<div class="lane${tall ? " tall" : ""}"><div class="label">${label}<small>${more}</small></div><div class="track">${track}</div></div>
`;

/** The day is said where it changes. */
function tick(at: string, before: string | undefined, scale: Scale): Html {
  const text =
    before === undefined || dayOf(before) !== dayOf(at) ? `${dayOf(at).slice(0, 3)} ${clock(at)}` : clock(at);
  const edge = scale.at(at) > 95 ? html` class="last"` : scale.at(at) < 4 && html` class="first"`;
  return html`<span${edge} style="left:${scale.at(at)}%">${text}</span>`;
}
