import type { AgentStory, Finding } from "../story/story";

const severities = ["High", "Medium", "Low", "Informational"];
const isOfCode = ({ detection }: Finding): boolean => /^AIC-02/.test(detection);

/** Deeds by what they say, the gravest first; each detection once, by what it saw last before the stop. */
export function deedsOf({ findings, stop }: AgentStory): Finding[] {
  const before = findings.filter(({ when, weight }) => weight !== "weak" && (stop === undefined || when <= stop.at));
  const last = new Map(before.filter((one) => !isOfCode(one)).map((one) => [`${one.detection} ${one.rule}`, one]));
  const graver = (a: Finding, b: Finding): number =>
    severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.detection < b.detection ? -1 : 1);
  const once = new Map(
    [...last.values()]
      .sort(graver)
      .toReversed()
      .map((one) => [one.detection, one]),
  );
  return [...once.values()].sort(graver);
}

/** The whole story of an agent in a sentence. */
export function headline(story: AgentStory): string {
  const deeds = deedsOf(story)
    .slice(0, 2)
    .map(({ deed }) => deed);
  const code = story.findings.find((one) => isOfCode(one) && one.weight !== "weak");
  const did = deeds.length > 0 ? deeds : story.findings.slice(0, 1).map(({ deed }) => deed);
  const more = code && deeds.length > 0 ? `, ${code.deed}` : "";
  return `${story.agent.name} ${did.join(" and ")}${more}`;
}
