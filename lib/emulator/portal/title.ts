import type { Incident } from "../incidents/incident";

/**
 * What the Defender portal calls an incident: as its alerts are called, or after the tactic that all have, or as most of
 * its alerts are called.
 */
export function titleOf({ alerts, title }: Incident): string {
  const titles = alerts.map((alert) => alert.title);
  if (new Set(titles).size <= 1) return titles[0] ?? title;
  const common = alerts[0]!.tactics.find((tactic) => alerts.every(({ tactics }) => tactics.includes(tactic)));
  return common ? `${spaced(common)} incident` : mostFrequent(titles);
}

const spaced = (tactic: string): string =>
  tactic.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);

function mostFrequent(titles: readonly string[]): string {
  const count = (title: string) => titles.filter((one) => one === title).length;
  return [...titles].sort((a, b) => count(b) - count(a))[0]!;
}
