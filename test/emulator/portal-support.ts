import { Incidents, type Person } from "../../lib/emulator/arm";
import type { StartedPlaybook } from "../../lib/emulator/automation/started";
import { Portal, type PortalSettings, portalSettings } from "../../lib/emulator/portal";
import { type Alert, makeAlert } from "../../lib/emulator/rules/alert";
import { Timeline } from "../../lib/emulator/timeline";
import type { AnalyticsRule, AutomationRule } from "../../lib/emulator/workspace/model";
import { emptyWorkspace } from "./support";

/** A minute after ten. */
export const minute = (count: number): Date => new Date(Date.UTC(2026, 2, 2, 10, count));
export const minutes = 60_000;

/** An NRT rule whose alerts about the same account are one incident for an hour. */
export const ruleWith = (more: Partial<AnalyticsRule> = {}): AnalyticsRule => ({
  kind: "NRT",
  id: "1",
  armId: "/rules/1",
  name: "Rule",
  description: "",
  correlation: "default",
  enabled: true,
  severity: "Medium",
  tactics: ["Exfiltration"],
  techniques: [],
  query: "T",
  grouping: "AlertPerResult",
  entityMappings: [{ entityType: "Account", fields: [{ identifier: "AadUserId", column: "Who" }] }],
  customDetails: { AgentId: "Who" },
  override: { title: "{{Title}}", dynamicProperties: {} },
  incident: {
    create: true,
    grouping: {
      lookback: 60 * minutes,
      matching: "AllEntities",
      byEntities: [],
      byAlertDetails: [],
      byCustomDetails: [],
    },
  },
  where: "rule",
  ...more,
});

/** An automation rule that starts the playbook `pb`. */
export const automationOn = (
  trigger: AutomationRule["trigger"],
  conditions: AutomationRule["conditions"] = [],
): AutomationRule => ({ name: trigger, order: 1, trigger, conditions, playbooks: ["/pb"], tasks: [], where: trigger });

/** What a portal did with alerts, as Sentinel sees it. */
export class World {
  readonly timeline = new Timeline();
  readonly incidents: Incidents;
  readonly started: StartedPlaybook[] = [];
  /** rows of SecurityIncident */
  readonly rows: Record<string, unknown>[] = [];
  readonly portal: Portal;
  private filed = 0;

  constructor(
    settings: Partial<PortalSettings> = {},
    automationRules: readonly AutomationRule[] = [],
    people: readonly Person[] = [],
  ) {
    const whole = portalSettings(settings);
    const whoIs = (objectId: string) => ({
      objectId,
      name: `name of ${objectId}`,
      email: `${objectId}@contoso.com`,
      userPrincipalName: `${objectId}@contoso.com`,
    });
    this.incidents = new Incidents(people, whoIs, { delay: whole.syncDelay, author: whole.commentAuthor });
    this.portal = new Portal(whole, {
      workspace: { ...emptyWorkspace, automationRules, playbooks: [{ armId: "/pb", name: "pb", state: "Enabled" }] },
      timeline: this.timeline,
      incidents: this.incidents,
      ingest: async (source) => {
        for await (const { data } of source.rows()) this.rows.push(data);
      },
      start: (playbooks) => void this.started.push(...playbooks),
    });
  }

  /** A run of a rule that found something about each of the accounts. */
  raise(at: number, accounts: readonly string[], rule = ruleWith(), title = rule.name): void {
    const window = { at: minute(at), from: minute(at - 1), to: minute(at) };
    const alerts = accounts.map((Who): Alert => makeAlert(rule, [{ Who, Title: title }], window, this.filed++));
    this.timeline.schedule(minute(at), () => this.portal.file(rule, alerts, minute(at)));
  }

  /** Does something at a minute. */
  at(count: number, work: () => void): void {
    this.timeline.schedule(minute(count), work);
  }

  /** What was started: minute, trigger, incident or none, and titles or names of the alerts the body tells of. */
  get starts(): (string | number | undefined)[][] {
    return this.started.map(({ at, automationRule, incidentNumber }) => [
      (Date.parse(at) - minute(0).getTime()) / minutes,
      automationRule,
      incidentNumber,
    ]);
  }
}
