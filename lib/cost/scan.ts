import { parseDuration } from "@sentinel-agent-identities/clock";
import type { PolicyDocument } from "../policy";
import { CostError } from "./errors";
import type { Volumes } from "./volumes";

/** What a rule reads. */
export interface Scan {
  readonly rule: string;
  readonly runsOfDay: number;
  /** GB that its runs of a day read, where no other bound holds */
  readonly gbOfDay: number;
}

const minutesOfDay = 24 * 60;

function minutesIn(duration: unknown, rule: string): number {
  const milliseconds = parseDuration(String(duration));
  if (!milliseconds)
    throw new CostError(`the rule "${rule}" has the duration ${String(duration)}`, "write one like PT5M or P14D");
  return milliseconds / 60_000;
}

/**
 * What the rules of a stack read in a day, most first: all rows of a rule's tables within its period, at each of its runs. Azure bills
 * no query over Analytics tables; it is what a workspace has to do.
 * @param tablesOf the tables that a rule reads, by what people call it
 */
export function scansOf(
  { resources }: PolicyDocument,
  volumes: Volumes,
  tablesOf: ReadonlyMap<string, readonly string[]>,
): Scan[] {
  return resources
    .flatMap(({ type, attributes: a }): Scan[] => {
      const isNrt = type === "azurerm_sentinel_alert_rule_nrt";
      if ((!isNrt && type !== "azurerm_sentinel_alert_rule_scheduled") || a.enabled === false) return [];
      const rule = String(a.display_name);
      const [frequency, period] = isNrt
        ? [1, 1]
        : [minutesIn(a.query_frequency, rule), minutesIn(a.query_period, rule)];
      const perDay = (tablesOf.get(rule) ?? []).reduce((sum, table) => sum + (volumes.get(table) ?? 0), 0);
      const runsOfDay = minutesOfDay / frequency;
      return [{ rule, runsOfDay, gbOfDay: (runsOfDay * perDay * period) / minutesOfDay }];
    })
    .sort((a, b) => b.gbOfDay - a.gbOfDay || (a.rule < b.rule ? -1 : 1));
}
