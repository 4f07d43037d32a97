import type { AgentStory } from "../story/story";
import { deedsOf } from "./headline";

/** A turn of the story. */
export interface Moment {
  readonly at: string;
  readonly what: string;
  readonly kind: "" | "is-bad" | "is-good";
}

/** The handful of moments that the story turns on. */
export function momentsOf(story: AgentStory): Moment[] {
  const { findings, harm, stop, undo } = story;
  const [first] = findings;
  // The worst deed of all may have come weeks later.
  const began =
    findings.find(({ when, weight }) => Date.parse(when) === Date.parse(harm) && weight !== "weak") ??
    deedsOf(story)[0];
  const seen = findings
    .filter(({ when, seen: at }) => when >= harm.slice(0, 19) && at >= harm)
    .map(({ seen: at }) => at)
    .sort()[0];
  const moments: Moment[] = [
    ...(first && first.when < harm
      ? [{ at: first.when, what: `First trace: ${first.deed}`, kind: "is-bad" as const }]
      : []),
    { at: harm, what: `Harm begins: ${began?.deed ?? first?.deed ?? ""}`, kind: "is-bad" },
    ...(seen ? [{ at: seen, what: "The first rule sees it", kind: "" as const }] : []),
    ...(stop ? [{ at: stop.at, what: `Stopped: ${stop.action} of ${stop.target}`, kind: "is-good" as const }] : []),
    ...(undo.done ? [{ at: undo.done.at, what: "Given back to its work", kind: "is-good" as const }] : []),
  ];
  return moments.sort((a, b) => (a.at < b.at ? -1 : 1));
}
