import { ruleName } from "../../lib/constructs";
import { Incidents } from "../../lib/emulator/arm";
import type { StartedPlaybook } from "../../lib/emulator/automation/started";
import { incidentTriggerBody } from "../../lib/emulator/automation/trigger-body";
import { Portal, type PortalSettings, portalSettings } from "../../lib/emulator/portal";
import type { CloudRun, EmulatedCloud } from "../../lib/emulator/responses";
import type { Alert } from "../../lib/emulator/rules/alert";
import { securityAlerts } from "../../lib/emulator/rules/security-alert";
import { Timeline } from "../../lib/emulator/timeline";
import type { AnalyticsRule } from "../../lib/emulator/workspace/model";
import { shipped } from "../shared/content";
import { minute, type Setting, start } from "./cloud";

/** What an alert is about; everything else is made up. */
export interface AlertAbout {
  /** file name of the rule */
  readonly rule: string;
  /** custom details besides the detection's id */
  readonly details: Readonly<Record<string, string>>;
  readonly severity?: Alert["severity"];
  /** object ids of accounts. @default - the agent that the details name */
  readonly accounts?: readonly string[];
  /** application, by which rules group alerts. @default - the first account's */
  readonly app?: string;
}

/** A run with what started it. */
export interface StartedRun {
  /** name of the Logic App */
  readonly workflow: string;
  readonly incident: number | undefined;
  readonly run: CloudRun;
}

const begin = Date.parse("2026-03-02T10:00:00.000Z");
const at = (minutes: number): Date => new Date(begin + minutes * minute);

/** A tenant whose analysts use a portal, and one of its playbooks (and what asks in Microsoft Teams), which automation rules start. Times are minutes after ten. */
export class PortalWorld {
  private readonly timeline: Timeline;
  private filed = 0;
  readonly runs: StartedRun[] = [];

  private constructor(
    private readonly playbook: string,
    readonly cloud: EmulatedCloud,
    readonly emulator: Awaited<ReturnType<typeof start>>["emulator"],
    readonly incidents: Incidents,
    parts: { timeline: Timeline; settings: PortalSettings },
  ) {
    this.timeline = parts.timeline;
    const { workspace } = emulator;
    const of = (id: string) => [playbook, "agentid-ask-in-teams"].includes(id.split("/").at(-1)!.split(".")[0]!);
    this.portal = new Portal(parts.settings, {
      workspace: {
        ...workspace,
        automationRules: workspace.automationRules.filter(({ playbooks }) => playbooks.some(of)),
      },
      timeline: this.timeline,
      incidents,
      ingest: async (source) => void (await emulator.ingest(source)),
      start: (started) => {
        for (const one of started) this.follow(one);
      },
    });
  }

  readonly portal: Portal;

  /** Closed after the test. @param playbook name of the one that is looked at */
  static async open(
    playbook: string,
    portal: Partial<PortalSettings> = {},
    setting: Setting = {},
  ): Promise<PortalWorld> {
    const settings = portalSettings(portal);
    const timeline = new Timeline();
    const whoIs = (id: string) => opened.cloud.whoIs(id);
    const sync = { delay: settings.syncDelay, author: settings.commentAuthor };
    const incidents = new Incidents(setting.people ?? [], whoIs, sync);
    const opened = await start({ ...setting, withRules: true, timeline, incidents });
    return new PortalWorld(playbook, opened.cloud, opened.emulator, incidents, { timeline, settings });
  }

  /** One run of a rule raises alerts; all of them are of the first one's rule. */
  raise(minutes: number, ...about: readonly AlertAbout[]): void {
    this.raiseOf(this.rule(about[0]!.rule), minutes, about);
  }

  /** The same of a rule that makes no incidents. */
  raiseWithoutIncident(minutes: number, ...about: readonly AlertAbout[]): void {
    const rule = this.rule(about[0]!.rule);
    this.raiseOf({ ...rule, incident: { ...rule.incident, create: false } }, minutes, about);
  }

  private raiseOf(rule: AnalyticsRule, minutes: number, about: readonly AlertAbout[]): void {
    const alerts = about.map((one) => this.alert(rule, one, at(minutes)));
    this.timeline.schedule(at(minutes), async () => {
      await this.emulator.ingest(securityAlerts(alerts));
      this.portal.file(rule, alerts, at(minutes));
    });
  }

  /** A person starts the playbook on an incident, as it is then. */
  startByHand(minutes: number, incident: number): void {
    this.timeline.schedule(at(minutes), () => {
      const body = incidentTriggerBody(this.emulator.workspace, this.portal.all[incident - 1]!);
      this.followRun(this.playbook, incident, { triggerBody: body, at: at(minutes) });
    });
  }

  /** Automation delivers once more what it has started a run with. */
  deliverAgain(minutes: number, which: (one: StartedPlaybook) => boolean = () => true): void {
    this.timeline.schedule(at(minutes), () => {
      for (const one of this.started.filter(which)) this.follow({ ...one, at: at(minutes).toISOString() });
    });
  }

  /** Does something at a time. */
  when(minutes: number, work: (now: Date) => void): void {
    this.timeline.schedule(at(minutes), () => work(at(minutes)));
  }

  /** Waits until nothing is left to happen. */
  settled(): Promise<void> {
    return this.timeline.settled();
  }

  /** Rows of the ledger that the runs wrote. */
  get ledger(): readonly Readonly<Record<string, unknown>>[] {
    return this.runs.flatMap(({ run }) => run.ledger);
  }

  /** Comments that the playbook wrote on an incident by a time, without markup, oldest first. */
  said(incident: number, by = at(24 * 60)): string[] {
    const { id } = this.portal.all[incident - 1]!;
    return this.incidents
      .comments(id, by)
      .filter(({ author }) => author.name.startsWith("id-"))
      .map(({ message }) =>
        message
          .replace(/<[^>]+>/g, " ")
          .replace(/\s+/g, " ")
          .trim(),
      );
  }

  private readonly started: StartedPlaybook[] = [];

  private follow(one: StartedPlaybook): void {
    this.started.push(one);
    const name = one.playbookId.split("/").at(-1)!;
    this.followRun(name, one.incidentNumber, { triggerBody: one.triggerBody, at: new Date(one.at) });
  }

  private followRun(workflow: string, incident: number | undefined, given: { triggerBody: unknown; at: Date }): void {
    const run = async () => {
      this.runs.push({ workflow, incident, run: await this.cloud.run(workflow, given) });
    };
    this.timeline.follow(run());
  }

  private rule(file: string): AnalyticsRule {
    const id = ruleName(shipped.detections.find(({ name }) => name === file)!.data);
    return this.emulator.workspace.rules.find((one) => one.id === id)!;
  }

  private alert(rule: AnalyticsRule, { details, severity = "High", app, ...more }: AlertAbout, now: Date): Alert {
    const time = now.toISOString();
    const accounts = (more.accounts ?? [details.AgentId ?? ""]).filter((id) => id !== "");
    const detection = shipped.detections.find(({ data }) => ruleName(data) === rule.id)!.name.slice(0, 7);
    return {
      systemAlertId: `${String(++this.filed).padStart(8, "0")}-aaaa-4000-8000-000000000000`,
      rule: rule.name,
      ruleId: rule.id,
      product: "Azure Sentinel",
      provider: `ASI ${rule.kind} Alerts`,
      timeGenerated: time,
      startTime: time,
      endTime: time,
      title: rule.name,
      description: "",
      severity,
      tactics: rule.tactics,
      techniques: [],
      entities: [
        ...accounts.map((AadUserId) => ({ type: "Account", AadUserId })),
        { type: "CloudApplication", AppId: app ?? accounts[0] ?? details.BlueprintId ?? "" },
      ],
      customDetails: Object.fromEntries(
        Object.entries({ DetectionId: detection, Confidence: "High", ...details }).map(([key, value]) => [
          key,
          [value],
        ]),
      ),
      dynamicProperties: {},
      events: 1,
    };
  }
}
