import type { AnalyticsRule, Simulation } from "../../emulator";
import type { RuleNoise, Story } from "./story";

/** Precision of each rule by its name, where the truth is known. */
export type Precision = ReadonlyMap<string, NonNullable<RuleNoise["precision"]>>;

const catalogueId = /DetectionId\s*=\s*"(AIC-\d{3})"/;

/** How much each rule told, and how much of it led to an incident. */
export function noiseOf(
  { runs, alerts, incidents }: Pick<Simulation, "runs" | "alerts" | "incidents">,
  rules: readonly AnalyticsRule[],
  precision: Precision | undefined,
): Pick<Story, "rules" | "silentRules"> {
  const names = [...new Set(runs.map(({ rule }) => rule))].sort();
  const telling = names.filter((name) => alerts.some(({ rule }) => rule === name));
  const silent = runs.filter(({ rule }) => !telling.includes(rule));
  const standing = incidents.filter(({ redirectedTo }) => redirectedTo === undefined);
  const noise = telling.map((name): RuleNoise => {
    const definition = rules.find((rule) => rule.name === name);
    const own = runs.filter(({ rule }) => rule === name);
    const ruleAlerts = alerts.filter(({ rule }) => rule === name);
    const ids = ruleAlerts.map(({ systemAlertId }) => systemAlertId);
    const known = precision?.get(name);
    return {
      id: catalogueId.exec(definition?.query ?? "")?.[1] ?? ruleAlerts[0]?.customDetails.DetectionId?.[0] ?? "",
      rule: name,
      runs: own.length,
      rows: own.reduce((sum, { rows }) => sum + rows, 0),
      alerts: ruleAlerts.length,
      incidents: standing.filter((incident) => tells(incident.alerts, ids)).length,
      ...(known ? { precision: known } : {}),
    };
  });
  return {
    rules: noise.sort((a, b) => (`${a.id} ${a.rule}` < `${b.id} ${b.rule}` ? -1 : 1)),
    silentRules: { rules: names.length - telling.length, runs: silent.length },
  };
}

/** Whether alerts are among those of an incident, or among what one of its alerts hands on as evidence. */
function tells(alerts: Simulation["alerts"], ids: readonly string[]): boolean {
  return alerts.some(({ systemAlertId, customDetails }) =>
    ids.some((id) => id === systemAlertId || (customDetails.Evidence?.[0] ?? "").includes(id)),
  );
}
