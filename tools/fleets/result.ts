import type { Strength } from "../../lib/fleet";

/** What a rule did on one fleet's ordinary work. */
export interface RuleResult {
  readonly id: string;
  readonly rule: string;
  readonly alerts: number;
  /** incidents that hold an alert of it; all of them false */
  readonly incidents: number;
}

/** What came of an attack. */
export interface AttackResult {
  readonly scenario: string;
  readonly strength: Strength;
  readonly detections: readonly string[];
  /** catalogue ids, of those that are there for it, that told of it in an incident */
  readonly toldBy: readonly string[];
  /** minutes from the first trace to the first alert of one of those; undefined when it was missed */
  readonly minutes?: number;
  /** incidents with an alert of one of those, and incidents that name the agent at that time at all */
  readonly incidents: number;
  readonly around: number;
}

/** One seed: ordinary work without any attack, and the same fleet attacked. */
export interface SeedResult {
  readonly seed: string;
  readonly agentDays: number;
  readonly alerts: number;
  readonly incidents: number;
  readonly rules: readonly RuleResult[];
  readonly attacks: readonly AttackResult[];
  /** rules that took more memory or time than there is */
  readonly failures: readonly string[];
}
