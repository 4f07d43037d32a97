import { CheckContext } from "../checks/context";
import { checkLateRows } from "../checks/detection-late-rows";
import { checkDetectionSchedules } from "../checks/detection-schedule";
import type { Content } from "../content";
import type { DetectionItem } from "../kinds/detection";
import type { RuleSetting } from "./rule-settings";
import { looksAtWhatArrivedSince, tuneRule } from "./tune";

/** Why a rule cannot be as a deployment wants it. */
export interface TuningProblem {
  readonly setting: keyof RuleSetting;
  readonly message: string;
  readonly suggestion: string;
}

/** What of a setting a rule cannot have. */
export function tuningProblems(item: DetectionItem, setting: RuleSetting, content: Content): TuningProblem[] {
  return [...severityProblems(item, setting), ...frequencyProblems(item, setting, content)];
}

function severityProblems({ name, data }: DetectionItem, { severity }: RuleSetting): TuningProblem[] {
  if (!severity || !data.alertDetailsOverride?.alertSeverityColumnName) return [];
  return [
    {
      setting: "severity",
      message: `the query of ${name} chooses the severity of each alert`,
      suggestion: "remove severity, or set the limits it chooses by under thresholds",
    },
  ];
}

function frequencyProblems(item: DetectionItem, { frequency }: RuleSetting, content: Content): TuningProblem[] {
  if (!frequency) return [];
  const { name, data } = item;
  const report = (message: string, suggestion: string): TuningProblem => ({
    setting: "frequency",
    message,
    suggestion,
  });
  if (data.kind === "NRT") return [report(`${name} is an NRT rule, which runs every minute`, "remove frequency")];
  if (data.queryFrequency !== frequency && !looksAtWhatArrivedSince(item))
    return [
      report(
        `the query of ${name} looks at more or else than what arrived since its last run, ${data.queryFrequency} before`,
        "remove frequency: changed alone, it would look at rows twice, or never",
      ),
    ];
  const changed = { ...content, detections: [tuneRule(item, { frequency })] };
  const context = new CheckContext(changed);
  return [...checkDetectionSchedules(context), ...checkLateRows(context)].map(({ message, suggestion }) =>
    report(`every ${frequency}, ${name} is no rule that can run: ${message}`, suggestion ?? "use another frequency"),
  );
}
