import { type DetectionItem, detectionId } from "../kinds/detection";
import type * as vocabulary from "../vocabulary";

/** What a deployment changes about a rule. */
export interface RuleSetting {
  /** @default - as its family */
  readonly enabled?: boolean;
  /** of its alerts, where its query does not choose it @default - the rule's */
  readonly severity?: (typeof vocabulary.severities)[number];
  /** how often it runs, such as `1h`; its query then looks at what arrived since @default - the rule's */
  readonly frequency?: string;
}

/** What a deployment changes about rules. */
export interface RuleSettings {
  /** Families of which no rule runs unless it is named, or all do. @default - all run */
  readonly families?: Readonly<Partial<Record<vocabulary.EvidenceFamily, boolean>>>;
  /** By catalogue id, for every rule of that id, or by the name of a rule's file, which goes first. @default - none */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}

/** What holds for one rule; undefined where the rule's file does. */
export function ruleSettingOf(item: DetectionItem, { families = {}, rules = {} }: RuleSettings): RuleSetting {
  const family = item.data.evidence?.family;
  const own = rules[item.name];
  const shared = rules[detectionId(item.data) ?? ""];
  return {
    enabled: own?.enabled ?? shared?.enabled ?? (family && families[family]),
    severity: own?.severity ?? shared?.severity,
    frequency: own?.frequency ?? shared?.frequency,
  };
}

/** Whether a rule runs. */
export const isEnabled = (item: DetectionItem, settings: RuleSettings): boolean =>
  ruleSettingOf(item, settings).enabled ?? true;
