import type { Alert, AnalyticsRule, Incident, Outcome } from "../../emulator";
import { ruleId } from "../rule-id";
import { type Attack, type Strength, strengths } from "../truth";
import { isOf } from "./attack-window";
import { rounded, type Share, type Spread, spreadOf } from "./figures";
import { tellers } from "./tellers";

const minute = 60_000;

/** What came of one attack. */
export interface JudgedAttack extends Attack {
  /** numbers of the incidents that tell of it */
  readonly incidents: readonly number[];
  /** names of the rules whose alerts tell of it */
  readonly rules: readonly string[];
  /** of the detections that must tell of it, those that did not */
  readonly missing: readonly string[];
  /** from its first trace to the first alert in an incident, in minutes; undefined when it was missed */
  readonly minutesToDetect?: number;
}

/** An incident that tells of no attack. */
export interface FalseIncident {
  readonly number: number;
  readonly title: string;
  /** ISO 8601 */
  readonly createdTime: string;
  /** catalogue ids of its rules */
  readonly detections: readonly string[];
}

/** How good rules are, all together or one alone. */
export interface Quality {
  /** incidents that tell of an attack, of all incidents */
  readonly precision: Share;
  /** attacks that were told of, of those that should be; of one rule: those that name it */
  readonly recall: Share;
  readonly recallByStrength: Readonly<Partial<Record<Strength, Share>>>;
  /** minutes from an attack's first trace to the first alert; undefined when none was told of */
  readonly timeToDetect?: Spread;
  /** incidents for each attack that was told of, on average; undefined when none was */
  readonly incidentsPerAttack?: number;
  readonly falseIncidents: number;
  readonly falsePer1000AgentDays?: number;
}

/** A rule's part of the outcome. */
export interface RuleFigures {
  readonly rule: string;
  /** catalogue id, such as AIC-044 */
  readonly id: string;
  readonly alerts: number;
  /** incidents that hold an alert of it */
  readonly incidents: number;
  /** where the truth is known */
  readonly quality?: Quality;
}

/** The outcome of a replay, measured. */
export interface Judgement {
  readonly alerts: number;
  readonly incidents: number;
  readonly agentDays: number;
  /** in the order of catalogue ids and names; every rule that ran */
  readonly rules: readonly RuleFigures[];
  /** where the truth is known */
  readonly quality?: Quality;
  readonly attacks?: readonly JudgedAttack[];
  readonly falseIncidents?: readonly FalseIncident[];
}

/**
 * Measures what rules told against what is known to have happened. An incident tells of an attack when one of its alerts
 * does: it names the attack's agent or its blueprint, and was made between the first trace and the last, plus two hours
 * for arrival and the rule's look-back (at most a day) and frequency. An incident that tells of no attack is false.
 * @param agentDays days on which an agent did something, added up over agents
 * @param truth without it, only alerts and incidents are counted; an empty list says that nothing happened
 */
export function judge(
  { alerts, incidents }: Pick<Outcome, "alerts" | "incidents">,
  rules: readonly AnalyticsRule[],
  agentDays: number,
  truth?: readonly Attack[],
): Judgement {
  const standing = incidents.filter(({ redirectedTo }) => redirectedTo === undefined);
  const told = truth && new Told(standing, rules, truth);
  const figures = rules.map((rule): RuleFigures => {
    const own = standing.filter((incident) => incident.alerts.some((alert) => isTold(rule, alert)));
    return {
      rule: rule.name,
      id: ruleId(rule),
      alerts: alerts.filter((alert) => alert.ruleId === rule.id).length,
      incidents: own.length,
      ...(told ? { quality: told.quality(agentDays, rule) } : {}),
    };
  });
  return {
    alerts: alerts.length,
    incidents: standing.length,
    agentDays,
    rules: figures.sort((a, b) => (`${a.id} ${a.rule}` < `${b.id} ${b.rule}` ? -1 : 1)),
    ...(told ? { quality: told.quality(agentDays), attacks: told.attacks(), falseIncidents: told.false() } : {}),
  };
}

const isTold = ({ id }: AnalyticsRule, alert: Alert): boolean => alert.ruleId === id || tellers(alert).includes(id);

interface Pair {
  readonly incident: Incident;
  readonly attack: Attack;
  /** of the alerts that tell of the attack: rule and time */
  readonly by: readonly { readonly ruleId: string; readonly at: number }[];
}

/** Which incident tells of which attack. */
class Told {
  private readonly pairs: readonly Pair[];
  private readonly byId: ReadonlyMap<string, AnalyticsRule>;

  constructor(
    private readonly incidents: readonly Incident[],
    rules: readonly AnalyticsRule[],
    private readonly truth: readonly Attack[],
  ) {
    this.byId = new Map(rules.map((rule) => [rule.id, rule]));
    this.pairs = incidents.flatMap((incident) =>
      truth.flatMap((attack) => {
        const by = incident.alerts.flatMap((alert) => {
          const telling = tellers(alert).filter((id) => isOf(alert, attack, this.byId.get(id)));
          const rules = telling.length > 0 ? [...new Set([...telling, alert.ruleId])] : [];
          return rules.map((id) => ({ ruleId: id, at: Date.parse(alert.timeGenerated) }));
        });
        return by.length > 0 ? [{ incident, attack, by }] : [];
      }),
    );
  }

  quality(agentDays: number, rule?: AnalyticsRule): Quality {
    const id = rule && ruleId(rule);
    const wanted = this.truth.filter(({ detections }) => id === undefined || detections?.includes(id));
    const pairs = rule ? this.pairs.filter(({ by }) => by.some((one) => one.ruleId === rule.id)) : this.pairs;
    const own = this.incidents.filter(({ alerts }) => !rule || alerts.some((alert) => isTold(rule, alert)));
    const good = own.filter((incident) => pairs.some((pair) => pair.incident === incident));
    const found = (attacks: readonly Attack[]): Share => ({
      of: attacks.length,
      found: attacks.filter((attack) => pairs.some((pair) => pair.attack === attack)).length,
    });
    const seen = [...new Set(pairs.map(({ attack }) => attack))];
    const times = seen.map((attack) => this.minutes(attack, pairs, rule)!);
    const spread = spreadOf(times);
    const falseIncidents = own.length - good.length;
    return {
      precision: { of: own.length, found: good.length },
      recall: found(wanted),
      recallByStrength: Object.fromEntries(
        strengths
          .map((strength) => [strength, found(wanted.filter((attack) => attack.strength === strength))] as const)
          .filter(([, share]) => share.of > 0),
      ),
      ...(spread ? { timeToDetect: spread } : {}),
      ...(seen.length > 0 ? { incidentsPerAttack: Math.round((pairs.length / seen.length) * 100) / 100 } : {}),
      falseIncidents,
      ...(agentDays > 0 ? { falsePer1000AgentDays: rounded((falseIncidents / agentDays) * 1000) } : {}),
    };
  }

  attacks(): JudgedAttack[] {
    return this.truth.map((attack) => {
      const own = this.pairs.filter((pair) => pair.attack === attack);
      const rules = [...new Set(own.flatMap(({ by }) => by.map(({ ruleId: id }) => this.byId.get(id)!)))];
      const ids = rules.map(ruleId);
      const minutes = this.minutes(attack, own);
      return {
        ...attack,
        incidents: own.map(({ incident }) => incident.number),
        rules: rules.map(({ name }) => name).sort(),
        missing: (attack.detections ?? []).filter((id) => !ids.includes(id)),
        ...(minutes === undefined ? {} : { minutesToDetect: rounded(minutes) }),
      };
    });
  }

  false(): FalseIncident[] {
    return this.incidents
      .filter((incident) => !this.pairs.some((pair) => pair.incident === incident))
      .map(({ number, title, createdTime, alerts }) => ({
        number,
        title,
        createdTime,
        detections: [...new Set(alerts.flatMap(tellers).map((id) => this.idOf(id)))].sort(),
      }));
  }

  private idOf(id: string): string {
    const rule = this.byId.get(id);
    return rule ? ruleId(rule) : "other products";
  }

  private minutes(attack: Attack, pairs: readonly Pair[], rule?: AnalyticsRule): number | undefined {
    const times = pairs
      .filter((pair) => pair.attack === attack)
      .flatMap(({ by }) => by.filter((one) => !rule || one.ruleId === rule.id).map(({ at }) => at));
    return times.length === 0 ? undefined : (Math.min(...times) - Date.parse(attack.from)) / minute;
  }
}
