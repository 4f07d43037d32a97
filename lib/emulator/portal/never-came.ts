import type { StartByHand } from "../automation/by-hand";
import type { PortalSettings } from "./settings";

/** Who waits for incidents, by their number. */
export interface Awaiting extends Pick<PortalSettings, "merges" | "foreignAlerts"> {
  /** incidents that people comment on */
  readonly comments: readonly number[];
  readonly byHand: readonly StartByHand[];
}

/** What was to happen to incidents that never came. @param came how many there were: they are counted from 1 */
export function neverCame(came: number, { merges, foreignAlerts, comments, byHand }: Awaiting): string[] {
  const missing = (numbers: readonly number[]) => [...new Set(numbers)].filter((number) => number > came);
  const named = [
    ...merges.flatMap(({ source, target }) => [source, target]),
    ...foreignAlerts.map((one) => one.incident),
  ];
  const acted = [...comments, ...byHand.flatMap(({ incident }) => incident ?? [])];
  return [
    ...missing(named).map((number) => `there was no incident ${number}, which the portal settings name`),
    ...missing(acted).map((number) => `there was no incident ${number}, on which people were to act`),
  ];
}
