import { bytes, count } from "../../../wording";
import type { Activity, AgentStory, Finding, StoryIncident } from "../../story/story";
import { moment } from "../../telling/times";
import { Html, html } from "../html";
import type { Scale } from "./scale";

/** A row of the timeline. */
export interface Lane {
  readonly label: string;
  readonly more: string;
  readonly track: Html;
  readonly tall?: boolean;
}

/** What the agent did, as bars: operations, records read, bytes sent; what it did none of is left out. */
export function activityLanes({ activity }: AgentStory): Lane[] {
  const kinds: [string, (one: Activity) => number, (value: number) => string, string][] = [
    ["Operations", ({ operations }) => operations, (value) => `up to ${count(value)} at a time`, "--bar"],
    ["Records read", ({ records }) => records, (value) => `up to ${count(value)} at a time`, "--bar-read"],
    ["Sent out", ({ bytesOut }) => bytesOut, (value) => `up to ${bytes(value)} at a time`, "--bar-sent"],
  ];
  return kinds.flatMap(([label, pick, say, colour]) => {
    const most = Math.max(...activity.map(pick));
    return most > 0 ? [{ label, more: say(most), track: bars(activity.map(pick), most, colour), tall: true }] : [];
  });
}

function bars(values: readonly number[], most: number, colour: string): Html {
  const rects = values.flatMap((value, i) => {
    if (value === 0) return [];
    // What is there at all can be seen.
    const height = Math.max(4, Math.round((Math.sqrt(value) / Math.sqrt(most)) * 1000) / 10);
    return [`<rect x="${i}.1" y="${(100 - height).toFixed(1)}" width=".8" height="${height}"/>`];
  });
  return new Html(
    `<svg viewBox="0 0 ${values.length} 100" preserveAspectRatio="none" aria-hidden="true" style="fill:var(${colour})">${rects.join("")}</svg>`,
  );
}

/** What each rule saw: from the deed to when it was seen. */
export function ruleLanes({ findings }: AgentStory, scale: Scale): Lane[] {
  const names = [...new Set(findings.map(({ detection, rule }) => `${detection} ${rule}`))].sort();
  return names.map((name) => {
    const own = findings.filter(({ detection, rule }) => `${detection} ${rule}` === name);
    const { detection, rule } = own[0]!;
    return { label: rule || detection, more: detection, track: html`${own.map((one) => mark(one, scale))}` };
  });
}

function mark({ when, seen, deed, weight }: Finding, scale: Scale): Html {
  const [from, to] = [scale.at(when), scale.at(seen)];
  const kind = weight === "weak" ? "is-warn" : "is-bad";
  return html`<i class="wait" style="left:${from}%;width:${Math.max(0, Math.round((to - from) * 100) / 100)}%"></i><i class="dot" style="left:${from}%" title="${moment(when)}: ${deed}"></i><i class="seen ${kind}" style="left:${to}%" title="${moment(seen)}: seen"></i>`;
}

/** When each of an agent's incidents was made and took alerts in. */
export function incidentLanes(story: AgentStory, incidents: readonly StoryIncident[], scale: Scale): Lane[] {
  return incidents
    .filter(({ number }) => story.incidents.includes(number))
    .map(({ number, title, alerts }) => ({
      label: `Incident #${number}`,
      more: title,
      track: html`${alerts.filter(({ at }) => scale.has(at)).map(({ at, title: alert }) => html`<i class="seen is-bad" style="left:${scale.at(at)}%" title="${moment(at)}: ${alert}"></i>`)}`,
    }));
}

/** What stopped the agent, and gave it back. */
export function responseLane({ stop, furtherStops, undo }: AgentStory, scale: Scale): Lane[] {
  if (!stop) return [];
  const stops = [stop, ...furtherStops].filter(({ at }) => scale.has(at));
  const undone = undo.done && scale.has(undo.done.at) ? [undo.done.at] : [];
  return [
    {
      label: "Response",
      more: stops.map(({ action }) => action).join(", "),
      track: html`${stops.map(({ at, action, target }) => html`<i class="seen is-good" style="left:${scale.at(at)}%" title="${moment(at)}: ${action} of ${target}"></i>`)}${undone.map((at) => html`<i class="dot" style="left:${scale.at(at)}%" title="${moment(at)}: given back"></i>`)}`,
    },
  ];
}
