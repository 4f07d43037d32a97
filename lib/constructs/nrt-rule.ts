import { type AnalyticsRuleConfig, commonRuleSettings } from "./analytics-rule";
import { Construct, SentinelAlertRuleNrt } from "./cdktf";

/** An analytics rule that runs every minute over what was just ingested. */
export class NrtRule extends Construct {
  readonly resource: SentinelAlertRuleNrt;

  /** @throws Error when the detection is a Scheduled rule, or has a schedule nevertheless */
  constructor(scope: Construct, id: string, config: AnalyticsRuleConfig) {
    super(scope, id);
    const { kind, name, queryFrequency, queryPeriod } = config.detection;
    if (kind !== "NRT") throw new Error(`rule "${name}" is of kind ${kind}: use ScheduledRule`);
    if (queryFrequency || queryPeriod)
      throw new Error(`NRT rule "${name}" runs every minute: remove queryFrequency and queryPeriod`);
    this.resource = new SentinelAlertRuleNrt(this, "rule", commonRuleSettings(config));
  }
}
