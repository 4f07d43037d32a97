import { type AnalyticsRule, type Outcome, type PortalSettings, portalSettings, type Watchlist } from "../../emulator";
import type { Progress } from "../../progress";
import type { Stage } from "../backtest";
import { judge, type Quality } from "../judge/judge";
import { ruleId } from "../rule-id";
import type { Attack } from "../truth";
import { between, isLooser, quietIn } from "./quiet";
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
 * workspace: alerts of other rules stay where they are. Of the runs between an extreme value and the current one, those are
 * made that have rows with either: what a limit lets through, a looser one does too. Where that does not hold for the
 * extremes themselves, all runs are made.
 */
export async function sweep(
  stage: Stage,
  rules: readonly AnalyticsRule[],
  options: SweepOptions = {},
): Promise<SweptThreshold[]> {
  const all = rules.map((rule) => ({ rule, thresholds: thresholdsOf(rule, stage.workspace) }));
  const count = all.reduce((sum, { thresholds }) => sum + thresholds.length, 0);
  const swept: SweptThreshold[] = [];
  for (const { rule, thresholds } of all) {
    const isSwept = thresholds.length > 0;
    const asItIs = isSwept
      ? await stage.emulator.rehearse([rule], stage.from, stage.to, rehearsalOf(options))
      : undefined;
    for (const threshold of thresholds) {
      options.progress?.update(swept.length, count, `sweeping ${threshold.name}`);
      const { name, kind, current } = threshold;
      const values = await valuesOf({ ...options, stage, rule, threshold }, asItIs!);
      swept.push({ rule: rule.name, id: ruleId(rule), name, kind, current, values });
    }
  }
  return swept;
}

/** A threshold of a rule, over a history. */
interface Subject extends SweepOptions {
  readonly stage: Stage;
  readonly rule: AnalyticsRule;
  readonly threshold: Threshold;
}

/** The extremes first: where they change nothing, what lies between does not either. */
async function valuesOf(subject: Subject, asItIs: Outcome): Promise<SweptValue[]> {
  const { current, isExact = false } = subject.threshold;
  const others = valuesFor(subject.threshold);
  const made = new Map([[current, sweptValue(subject, current, asItIs)]]);
  const make = async (value: string, quiet?: ReadonlySet<string>): Promise<Outcome> => {
    const outcome = await outcomeWith(subject, value, quiet);
    made.set(value, sweptValue(subject, value, outcome));
    return outcome;
  };
  const [lowest, highest] = [others[0], others.at(-1)];
  if (lowest === undefined || highest === undefined) return [];
  const low = await make(lowest);
  const isLoosenedBelow = !isExact && isLooser(low, asItIs) && !isLooser(asItIs, low);
  const high = highest === lowest ? low : await make(highest, isLoosenedBelow ? quietIn(asItIs) : undefined);
  if (!isExact && [lowest, highest].every((value) => isSame(made.get(value)!, made.get(current)!))) return [];
  const below = isExact ? undefined : between(low, asItIs);
  const above = isExact ? undefined : isLoosenedBelow ? quietIn(asItIs) : between(high, asItIs);
  for (const value of others)
    if (!made.has(value)) await make(value, Number.parseFloat(value) < Number.parseFloat(current) ? below : above);
  return [...made.values()].sort((a, b) => Number.parseFloat(a.value) - Number.parseFloat(b.value));
}

const isSame = (a: SweptValue, b: SweptValue): boolean =>
  JSON.stringify([a.alerts, a.incidents, a.quality]) === JSON.stringify([b.alerts, b.incidents, b.quality]);

async function outcomeWith(
  { stage, rule, threshold, ...options }: Subject,
  value: string,
  quiet?: ReadonlySet<string>,
): Promise<Outcome> {
  const { emulator, from, to, workspace } = stage;
  const rehearsal = { ...rehearsalOf(options), ...(quiet ? { quiet } : {}) };
  if (threshold.kind === "query")
    return emulator.rehearse([{ ...rule, query: replaced(rule.query, threshold, value) }], from, to, rehearsal);
  const policy = workspace.watchlists.find(({ alias }) => alias === policyAlias);
  if (!policy) return emulator.rehearse([rule], from, to, rehearsal);
  await emulator.fillWatchlist(withLimit(policy, threshold.name, value));
  try {
    return await emulator.rehearse([rule], from, to, rehearsal);
  } finally {
    await emulator.fillWatchlist(policy);
  }
}

function sweptValue({ stage, rule, threshold, truth }: Subject, value: string, outcome: Outcome): SweptValue {
  const { alerts, incidents, quality, rules } = judge(outcome, [rule], stage.agentDays, truth);
  const figures = truth ? rules[0]?.quality : quality;
  return {
    value,
    isCurrent: value === threshold.current,
    alerts,
    incidents,
    ...(figures ? { quality: figures } : {}),
    paste: pasteOf(rule, threshold, value),
  };
}

/** How rules are rehearsed, whatever value they have. */
const rehearsalOf = ({ portal }: SweepOptions) => ({ portal: portalSettings(portal), apart: [policyAlias] });

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
