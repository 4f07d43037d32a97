import { type AnalyticsRuleConfig, commonRuleSettings } from "./analytics-rule";
import { Construct, SentinelAlertRuleScheduled } from "./cdktf";
import { isoDuration } from "./duration";

const operators = { gt: "GreaterThan", lt: "LessThan", eq: "Equal", ne: "NotEqual" } as const;

/** An analytics rule that runs at a frequency over a period. */
export class ScheduledRule extends Construct {
  readonly resource: SentinelAlertRuleScheduled;

  /** @throws Error when the detection is an NRT rule or lacks its schedule */
  constructor(scope: Construct, id: string, config: AnalyticsRuleConfig) {
    super(scope, id);
    const { kind, name, queryFrequency, queryPeriod, triggerOperator, triggerThreshold } = config.detection;
    if (kind !== "Scheduled") throw new Error(`rule "${name}" is of kind ${kind}: use NrtRule`);
    if (!queryFrequency || !queryPeriod || !triggerOperator || triggerThreshold === undefined) {
      throw new Error(`rule "${name}" needs queryFrequency, queryPeriod, triggerOperator and triggerThreshold`);
    }
    this.resource = new SentinelAlertRuleScheduled(this, "rule", {
      ...commonRuleSettings(config),
      queryFrequency: isoDuration(queryFrequency),
      queryPeriod: isoDuration(queryPeriod),
      triggerOperator: operators[triggerOperator],
      triggerThreshold,
    });
  }
}
