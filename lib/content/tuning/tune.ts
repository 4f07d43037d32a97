import type { Content } from "../content";
import type { DetectionItem } from "../kinds/detection";
import { parseMinutes } from "../timespan";
import { type RuleSetting, type RuleSettings, ruleSettingOf } from "./rule-settings";

/** The content with its rules as a deployment has them; whether they run is not part of it. */
export function tuned(content: Content, settings: RuleSettings): Content {
  if (!settings.rules) return content;
  return {
    ...content,
    detections: content.detections.map((item) => tuneRule(item, ruleSettingOf(item, settings))),
  };
}

/** A rule as a deployment has it. A rule whose window is not its frequency alone keeps it: `tuningProblems` says so. */
export function tuneRule(item: DetectionItem, { severity, frequency }: RuleSetting): DetectionItem {
  const { queryFrequency, query } = item.data;
  return {
    ...item,
    data: {
      ...item.data,
      ...(severity ? { severity } : {}),
      ...(frequency && queryFrequency && looksAtWhatArrivedSince(item)
        ? {
            queryFrequency: frequency,
            query: query.replace(arrived, (_, before: string) => `${before}${frequency})`),
          }
        : {}),
    },
  };
}

const arrived = /(\bArrived >= ago\()(\d+[mhd])\)/g;

/** Whether all that a rule's query chooses by its arrival is what arrived since the last run. */
export function looksAtWhatArrivedSince({ data: { query, queryFrequency } }: DetectionItem): boolean {
  if (!queryFrequency) return false;
  const windows = [...query.matchAll(arrived)].map(([, , span]) => parseMinutes(span!));
  const late = /\bArrived < ago\(/.test(query);
  return windows.length > 0 && !late && windows.every((window) => window === parseMinutes(queryFrequency));
}
