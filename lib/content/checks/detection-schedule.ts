import type { DetectionItem } from "../kinds/detection";
import type { Problem } from "../problem";
import { formatMinutes, parseMinutes } from "../timespan";
import type { Check } from "./context";

const hour = 60;
const day = 24 * hour;
const scheduleKeys = ["queryFrequency", "queryPeriod", "triggerOperator", "triggerThreshold"] as const;

/** When rules run: what Sentinel accepts for Scheduled rules, and nothing at all for NRT rules. */
export const checkDetectionSchedules: Check = ({ content }) =>
  content.detections.flatMap((item) => [
    ...(item.data.kind === "NRT" ? nrtProblems(item) : scheduledProblems(item)),
    ...suppressionProblems(item),
  ]);

function nrtProblems({ data, source }: DetectionItem): Problem[] {
  return scheduleKeys
    .filter((key) => data[key] !== undefined)
    .map((key) =>
      source.problem(
        [key],
        "rule/nrt-schedule",
        `an NRT rule runs every minute over the rows ingested since its last run; it takes no ${key}`,
        {
          atKey: true,
          suggestion: `remove ${key}, or make the rule kind: Scheduled`,
        },
      ),
    );
}

function scheduledProblems({ data, source }: DetectionItem): Problem[] {
  const missing = scheduleKeys.filter((key) => data[key] === undefined);
  if (missing.length > 0) {
    return missing.map((key) =>
      source.problem([], "rule/schedule", `a Scheduled rule needs ${key}`, {
        suggestion: `add ${key}, or make the rule kind: NRT`,
      }),
    );
  }
  const frequency = parseMinutes(data.queryFrequency!);
  const period = parseMinutes(data.queryPeriod!);
  const problems: Problem[] = [];
  for (const [key, minutes] of [
    ["queryFrequency", frequency],
    ["queryPeriod", period],
  ] as const) {
    if (minutes < 5 || minutes > 14 * day) {
      problems.push(
        source.problem([key], "rule/schedule", `${key} ${data[key]} is outside what Sentinel accepts`, {
          suggestion: "use 5m to 14d",
        }),
      );
    }
  }
  if (period < frequency) {
    problems.push(
      source.problem(
        ["queryPeriod"],
        "rule/schedule",
        `queryPeriod ${data.queryPeriod} is shorter than queryFrequency ${data.queryFrequency}: events in between would never be looked at`,
        {
          suggestion: `use at least ${formatMinutes(frequency)}`,
        },
      ),
    );
  }
  if (period >= 2 * day && frequency < hour) {
    problems.push(
      source.problem(
        ["queryFrequency"],
        "rule/schedule",
        `a rule that looks back ${data.queryPeriod} cannot run every ${data.queryFrequency}: Sentinel wants at least 1h between runs when the period is 2d or more`,
        {
          suggestion: "set queryFrequency: 1h, or look back less than 2d",
        },
      ),
    );
  }
  return problems;
}

function suppressionProblems({ data, source }: DetectionItem): Problem[] {
  if (!data.suppressionEnabled) return [];
  const minutes = data.suppressionDuration === undefined ? undefined : parseMinutes(data.suppressionDuration);
  const least = data.queryFrequency === undefined ? 5 : parseMinutes(data.queryFrequency);
  if (minutes !== undefined && minutes >= Math.max(5, least) && minutes <= day) return [];
  return [
    source.problem(
      ["suppressionDuration"],
      "rule/suppression",
      `suppressionDuration ${data.suppressionDuration ?? "(none)"} does not fit`,
      {
        suggestion: `use ${formatMinutes(Math.max(5, least))} to 1d`,
      },
    ),
  ];
}
