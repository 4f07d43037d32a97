import type { DetectionItem } from "../kinds/detection";
import type { Problem } from "../problem";
import { parseMinutes } from "../timespan";
import type { Check } from "./context";

/** Lateness that every rule stands, in minutes. */
const day = 24 * 60;
const code = "rule/late-rows";

/**
 * Scheduled rules look at each row once, whenever it came in: logs come late, and who sends a row chooses its
 * TimeGenerated. What a rule's file waives with a reason is left alone, as long as there is something to waive.
 */
export const checkLateRows: Check = ({ content }) =>
  content.detections
    .filter(({ data }) => data.kind === "Scheduled" && data.queryFrequency && data.queryPeriod)
    .flatMap((item) => {
      const waiver = item.data.waivers?.findIndex((one) => one.code === code) ?? -1;
      const problems = lateRowProblems(item);
      if (waiver < 0) return problems;
      return problems.length > 0 ? [] : [needless(item, waiver)];
    });

function lateRowProblems(item: DetectionItem): Problem[] {
  const least = day + parseMinutes(item.data.queryFrequency!);
  return [...windowless(item), ...shortPeriod(item, least), ...shortLookBacks(item, least)];
}

function windowless({ data, source }: DetectionItem): Problem[] {
  if (/Arrived >= ago\(/.test(uncommented(data.query)) && /Arrived < (now|ago)\(/.test(uncommented(data.query)))
    return [];
  const every = data.queryFrequency!;
  return [
    source.problem(
      ["queryFrequency"],
      code,
      "no row is chosen by when it came in, so one that comes in late is never looked at",
      {
        suggestion: `| extend Arrived = max_of(ingestion_time(), TimeGenerated) | where Arrived >= ago(${every}) and Arrived < now()`,
      },
    ),
  ];
}

function shortPeriod({ data, source }: DetectionItem, least: number): Problem[] {
  if (parseMinutes(data.queryPeriod!) >= least) return [];
  return [
    source.problem(
      ["queryPeriod"],
      code,
      `queryPeriod ${data.queryPeriod} bounds TimeGenerated: a row that comes in a day late lies outside`,
      { suggestion: `use at least ${hours(least)}` },
    ),
  ];
}

/** Where a table is cut off by its rows' own time. */
function shortLookBacks({ data, source }: DetectionItem, least: number): Problem[] {
  const places = source.placesOf(["query"]);
  return [...uncommented(data.query).matchAll(/\b(TimeGenerated|Hour) >=? ago\((\d+[mhd])\)/g)]
    .filter(([, , span]) => parseMinutes(span!) < least)
    .map((match) => ({
      code,
      severity: "error",
      message: `"${match[0]}" leaves out rows that come in later than that`,
      file: source.file,
      ...places(match.index),
      suggestion: `look back at least ${hours(least)}, or choose rows by when they came in (Arrived)`,
    }));
}

const hours = (minutes: number): string => `${Math.ceil(minutes / 60)}h`;

/** Comments become blanks, so that places stay. */
const uncommented = (query: string): string => query.replace(/\/\/.*$/gm, (comment) => " ".repeat(comment.length));

const needless = ({ source }: DetectionItem, waiver: number): Problem =>
  source.problem(["waivers", waiver], "rule/needless-waiver", `the rule has no problem that ${code} would tell`, {
    suggestion: "remove the waiver",
  });
