import { type AnalyticsRule, type PortalSettings, portalSettings, type Watchlist } from "../../emulator";
import type { Progress } from "../../progress";
import type { Stage } from "../backtest";
import { judge, type Quality } from "../judge/judge";
import { ruleId } from "../rule-id";
import type { Attack } from "../truth";
import { policyAlias, type Threshold, thresholdsOf, valuesFor } from "./thresholds";

/** What a rule would have told with another value. */
export interface SweptValue {
  readonly value: string;
  readonly isCurrent: boolean;
  readonly alerts: number;
  readonly incidents: number;
  /** where the truth is known */
  readonly quality?: Quality;
  /** YAML that sets it: in the tenant's file, or in the rule's */
  readonly paste: string;
}

/** A threshold, and what its values give. */
export interface SweptThreshold extends Pick<Threshold, "name" | "kind" | "current"> {
  readonly rule: string;
  readonly id: string;
  /** in the order of their size; empty where no other value changes anything */
  readonly values: readonly SweptValue[];
}

/** How a sweep is made. */
export interface SweepOptions {
  readonly truth?: readonly Attack[];
  readonly portal?: Partial<PortalSettings>;
  readonly progress?: Progress;
}

/**
 * Runs rules again with other values of their thresholds, one threshold at a time, over what a replay left in the
 * workspace: alerts of other rules stay where they are.
 */
export async function sweep(
  stage: Stage,
  rules: readonly AnalyticsRule[],
  options: SweepOptions = {},
): Promise<SweptThreshold[]> {
  const all = rules.flatMap((rule) => thresholdsOf(rule, stage.workspace).map((threshold) => ({ rule, threshold })));
  const swept: SweptThreshold[] = [];
  for (const [i, { rule, threshold }] of all.entries()) {
    options.progress?.update(i, all.length, `sweeping ${threshold.name}`);
    const { name, kind, current } = threshold;
    swept.push({
      rule: rule.name,
      id: ruleId(rule),
      name,
      kind,
      current,
      values: await valuesOf(stage, rule, threshold, options),
    });
  }
  return swept;
}

/** The extremes first: where they change nothing, what lies between does not either. */
async function valuesOf(
  stage: Stage,
  rule: AnalyticsRule,
  threshold: Threshold,
  options: SweepOptions,
): Promise<SweptValue[]> {
  const others = valuesFor(threshold);
  const made = new Map<string, SweptValue>();
  const make = async (value: string): Promise<SweptValue> => {
    const known = made.get(value) ?? (await sweptValue(stage, rule, threshold, value, options));
    made.set(value, known);
    return known;
  };
  const current = await make(threshold.current);
  const ends = [others[0], others.at(-1)].filter((value) => value !== undefined);
  let changes = false;
  for (const end of ends) changes = !isSame(await make(end), current) || changes;
  if (!changes) return [];
  for (const value of others) await make(value);
  return [...made.values()].sort((a, b) => Number.parseFloat(a.value) - Number.parseFloat(b.value));
}

const isSame = (a: SweptValue, b: SweptValue): boolean =>
  JSON.stringify([a.alerts, a.incidents, a.quality]) === JSON.stringify([b.alerts, b.incidents, b.quality]);

async function sweptValue(
  { emulator, from, to, agentDays, workspace }: Stage,
  rule: AnalyticsRule,
  threshold: Threshold,
  value: string,
  { truth, portal }: SweepOptions,
): Promise<SweptValue> {
  const isCurrent = value === threshold.current;
  const policy = workspace.watchlists.find(({ alias }) => alias === policyAlias);
  const isPolicy = threshold.kind === "policy" && policy !== undefined && !isCurrent;
  if (isPolicy) await emulator.fillWatchlist(withLimit(policy, threshold.name, value));
  try {
    const varied = threshold.kind === "query" ? { ...rule, query: replaced(rule.query, threshold, value) } : rule;
    const outcome = await emulator.rehearse([varied], from, to, { portal: portalSettings(portal) });
    const { alerts, incidents, quality } = judge(outcome, [varied], agentDays, truth);
    const figures = truth ? judge(outcome, [varied], agentDays, truth).rules[0]?.quality : quality;
    return {
      value,
      isCurrent,
      alerts,
      incidents,
      ...(figures ? { quality: figures } : {}),
      paste: pasteOf(rule, threshold, value),
    };
  } finally {
    if (isPolicy) await emulator.fillWatchlist(policy);
  }
}

const replaced = (query: string, { start, end }: Threshold, value: string): string =>
  query.slice(0, start) + value + query.slice(end);

/** The policy of every agent, with a limit. */
function withLimit(policy: Watchlist, name: string, value: string): Watchlist {
  const everyone = policy.items.find(({ AgentOrBlueprintId: id }) => id === "*") ?? { AgentOrBlueprintId: "*" };
  const items = [{ ...everyone, [name]: value }, ...policy.items.filter(({ AgentOrBlueprintId: id }) => id !== "*")];
  return {
    ...policy,
    items,
    columns: [...new Set([...policy.columns, ...items.flatMap((item) => Object.keys(item))])],
  };
}

function pasteOf(rule: AnalyticsRule, threshold: Threshold, value: string): string {
  if (threshold.kind === "policy")
    return `watchlists:\n  ${policyAlias}:\n    - { AgentOrBlueprintId: "*", ${threshold.name}: "${value}" }`;
  const before = rule.query.slice(0, threshold.start).split("\n").at(-1)!;
  const after = rule.query.slice(threshold.end).split("\n", 1)[0]!;
  return `  ${before}${value}${after}`;
}
