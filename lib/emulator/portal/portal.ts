import { v5 } from "uuid";
import { type Incidents, type IncidentWrite, labelsOf } from "../arm";
import { type StartByHand, startedByHand } from "../automation/by-hand";
import type { IncidentChange, UpdateSource } from "../automation/change";
import { hollowConditions } from "../automation/conditions";
import { incidentArmId, incidentProperties } from "../automation/incident-resource";
import { onAlert, onIncident, type StartedPlaybook } from "../automation/started";
import { accepts, type Incident, openIncident, withAlerts } from "../incidents/incident";
import type { InputSource } from "../ingestion/input-row";
import type { Alert } from "../rules/alert";
import type { Timeline } from "../timeline";
import type { AnalyticsRule, Correlation, Workspace } from "../workspace/model";
import { areRelated, hindrance } from "./correlation";
import { foreignAlert } from "./foreign-alert";
import { neverCame } from "./never-came";
import { incidentTable, securityIncident } from "./security-incident";
import type { ForeignAlert, Merge, PortalSettings } from "./settings";
import { titleOf } from "./title";

const incidentNamespace = "b1f7a1c4-2d5e-5b7f-8a33-90c4d8e6f215";
/** Until a state of an incident is a row of SecurityIncident, in milliseconds; documented as "minutes". */
const rowDelay = 2 * 60_000;
/** Defender counts its incidents by itself: never Sentinel's number. */
const firstDefenderId = 40_000;

/** What the portal needs of the world around it. */
export interface PortalParts {
  readonly workspace: Workspace;
  readonly timeline: Timeline;
  /** the incidents as Sentinel has them */
  readonly incidents: Incidents;
  readonly ingest: (source: InputSource, table: string, at: Date) => Promise<void>;
  readonly start: (playbooks: readonly StartedPlaybook[]) => void;
  /** playbooks that analysts start. @default - none */
  readonly byHand?: readonly StartByHand[];
}

/** An alert of another product that was resolved because an incident was closed. */
export interface ResolvedAlert {
  readonly incidentNumber: number;
  readonly title: string;
  readonly product: string;
  /** ISO 8601 */
  readonly at: string;
}

/** An incident as the portal has it, and what Sentinel does not know of it yet. */
interface Held {
  incident: Incident;
  /** whether Sentinel has it */
  isSynced: boolean;
  /** whether an update is on its way */
  isDue: boolean;
  changes: IncidentChange[];
}

/**
 * Where alerts become incidents. In the Azure portal Sentinel makes them at once; in the Defender portal they are made
 * there, and Sentinel learns of them, and of every change, some minutes later.
 */
export class Portal {
  private readonly held: Held[] = [];
  private readonly correlations = new Map<string, Correlation>();
  private readonly found = new Set<string>();
  /** Alerts of other products that were resolved with an incident of ours. */
  readonly resolved: ResolvedAlert[] = [];

  constructor(
    private readonly settings: PortalSettings,
    private readonly parts: PortalParts,
  ) {
    parts.incidents.onWrite = (write) => this.written(write);
    if (this.isDefender)
      for (const rule of parts.workspace.automationRules) for (const text of hollowConditions(rule)) this.note(text);
  }

  /** The incidents in order of creation, as the portal has them. */
  get all(): readonly Incident[] {
    return this.held.map(({ incident }) => incident);
  }

  /** What an outcome rests on that no document says, and what did not come to pass. */
  get notes(): readonly string[] {
    const { incidents, byHand = [] } = this.parts;
    return [...this.found, ...neverCame(this.held.length, { ...this.settings, comments: incidents.awaited, byHand })];
  }

  /** Files the alerts of one run of a rule, all of them before anybody is told. */
  file(rule: AnalyticsRule, alerts: readonly Alert[], at: Date): void {
    const { workspace, start } = this.parts;
    for (const alert of alerts) start(onAlert(workspace, alert, rule.armId));
    if (!rule.incident.create) return;
    this.correlations.set(rule.id, rule.correlation);
    const fresh = new Set<Held>();
    const joined = new Map<Held, Alert[]>();
    for (const alert of alerts) {
      const known = this.held.findLast(({ incident }) => accepts(incident, rule, alert));
      const one = known ?? this.open(rule, alert);
      if (known) this.put(known, withAlerts(known.incident, [alert], alert.timeGenerated));
      if (!known) fresh.add(one);
      else if (!fresh.has(one)) joined.set(one, [...(joined.get(one) ?? []), alert]);
    }
    for (const one of fresh) this.made(one, at);
    for (const [one, added] of joined) this.changed(one, alertsAdded(added, "AlertGrouping"), at);
    for (const one of [...fresh, ...joined.keys()]) this.correlate(one, at);
  }

  private get isDefender(): boolean {
    return this.settings.portal === "defender";
  }

  private open(rule: AnalyticsRule, alert: Alert): Held {
    const number = this.held.length + 1;
    const incident = openIncident(rule, alert, {
      number,
      id: v5(alert.systemAlertId, incidentNamespace),
      providerName: this.isDefender ? "Microsoft XDR" : "Azure Sentinel",
      providerIncidentId: String(this.isDefender ? firstDefenderId + number : number),
      description: this.isDefender ? "" : alert.description,
    });
    const one: Held = { incident, isSynced: false, isDue: false, changes: [] };
    this.held.push(one);
    return one;
  }

  /** What follows from a new incident. */
  private made(one: Held, at: Date): void {
    const { number } = one.incident;
    const { syncDelay, foreignAlerts, merges } = this.settings;
    this.later(at, syncDelay, (now) => this.sync(one, now));
    for (const foreign of foreignAlerts)
      if (foreign.incident === number) this.later(at, foreign.after, (now) => this.join(one, foreign, now));
    for (const merge of merges)
      if (Math.max(merge.source, merge.target) === number) this.later(at, merge.after, (now) => this.asked(merge, now));
  }

  private later(at: Date, delay: number, work: (now: Date) => void | Promise<void>): void {
    const now = new Date(at.getTime() + delay);
    this.parts.timeline.schedule(now, () => work(now));
  }

  /** Sentinel learns what has become of an incident. */
  private sync(one: Held, at: Date): void {
    const { workspace, incidents, start } = this.parts;
    const { incident, changes } = one;
    const { id: name } = incident;
    const isNew = !one.isSynced;
    Object.assign(one, { isSynced: true, isDue: false, changes: [] });
    const { tasks, started } = onIncident(workspace, incident, at, isNew ? undefined : changes);
    if (tasks.length > 0) this.put(one, { ...one.incident, tasks: [...one.incident.tasks, ...tasks] });
    const properties = incidentProperties(workspace, incident);
    if (isNew) {
      incidents.open({ id: incidentArmId(workspace, incident), name, properties }, at);
      for (const time of incidents.plannedTimes(name)) this.later(time, 0, (now) => this.listen(one, now));
      for (const hand of this.handsOn(incident))
        this.later(at, hand.after, (now) => start([startedByHand(workspace, one.incident, hand, now)]));
    } else incidents.refresh(name, properties);
    if (incident.redirectedTo !== undefined) incidents.redirect(name, this.of(incident.redirectedTo).incident.id, at);
    start(started);
    this.record(one.incident, at, changes);
  }

  private handsOn({ number }: Incident): readonly StartByHand[] {
    return (this.parts.byHand ?? []).filter(({ incident }) => incident === undefined || incident === number);
  }

  /** A row of SecurityIncident for the state that Sentinel knows now. */
  private record(incident: Incident, at: Date, changes: readonly IncidentChange[]): void {
    const { workspace, ingest } = this.parts;
    const by = changes.at(-1)?.source ?? (this.isDefender ? "Microsoft365Defender" : "Microsoft Sentinel");
    this.later(at, rowDelay, (now) => ingest(securityIncident(workspace, incident, now, by), incidentTable, now));
  }

  private put(one: Held, incident: Incident): void {
    one.incident = this.isDefender ? { ...incident, title: titleOf(incident) } : incident;
    if (one.incident.title !== incident.title)
      this.note("assumed: an incident with alerts of several titles is called after their common tactic");
  }

  /** Changes that come to Sentinel together, some time after the first of them. */
  private changed(one: Held, change: IncidentChange, at: Date): void {
    one.changes.push(change);
    if (!one.isSynced || one.isDue) return;
    one.isDue = true;
    const { syncDelay, batchWindow } = this.settings;
    this.later(at, Math.max(syncDelay, batchWindow), (now) => this.sync(one, now));
  }

  /** Somebody wrote to an incident in Sentinel. */
  private written({ name, at, changes, properties }: IncidentWrite): void {
    const one = this.held.find(({ incident }) => incident.id.toLowerCase() === name.toLowerCase());
    if (!one) return;
    const wasOpen = one.incident.status !== "Closed";
    const owner = (properties.owner as { objectId?: string | null } | undefined)?.objectId;
    const { ownerId: _, classification: __, ...rest } = one.incident;
    one.incident = {
      ...rest,
      severity: properties.severity as Incident["severity"],
      status: properties.status as Incident["status"],
      ...(properties.classification ? { classification: String(properties.classification) } : {}),
      ...(owner ? { ownerId: owner } : {}),
      labels: labelsOf(properties),
      lastModifiedTime: at.toISOString(),
    };
    if (wasOpen && one.incident.status === "Closed") this.resolveForeign(one.incident, at);
    for (const change of changes) this.changed(one, change, at);
  }

  /** Resolving an incident resolves its alerts, whosever they are. */
  private resolveForeign({ number, alerts }: Incident, at: Date): void {
    for (const { title, product, ruleId } of alerts)
      if (ruleId === "") this.resolved.push({ incidentNumber: number, title, product, at: at.toISOString() });
  }

  private listen(one: Held, at: Date): void {
    if (this.parts.incidents.hear(one.incident.id, at))
      this.changed(one, { what: "Comments", source: this.isDefender ? "Microsoft365Defender" : "User" }, at);
  }

  private join(one: Held, foreign: ForeignAlert, at: Date): void {
    const target = this.standing(one);
    const alert = foreignAlert(foreign, at);
    this.put(target, withAlerts(target.incident, [alert], at.toISOString()));
    this.changed(target, alertsAdded([alert], "Microsoft365Defender"), at);
  }

  /** Where an incident's alerts are now. */
  private standing(one: Held): Held {
    const { redirectedTo } = one.incident;
    return redirectedTo === undefined ? one : this.standing(this.of(redirectedTo));
  }

  private of(number: number): Held {
    return this.held[number - 1]!;
  }

  private asked({ source, target }: Merge, at: Date): void {
    this.merge(this.of(source), this.of(target), at);
  }

  /** The stand-in for the correlation engine. */
  private correlate(one: Held, at: Date): void {
    const { correlate } = this.settings;
    if (!this.isDefender || !correlate) return;
    const other = this.held.find(
      (another) =>
        another !== one &&
        another.incident.redirectedTo === undefined &&
        one.incident.redirectedTo === undefined &&
        areRelated(one.incident, another.incident, correlate, (alert) => this.isCorrelated(alert)),
    );
    if (!other) return;
    this.note("assumed: incidents are merged that share an identifier; what the correlation engine does is not public");
    const [older, younger] = [one, other].sort((a, b) => a.incident.number - b.incident.number);
    this.merge(younger!, older!, at);
  }

  private isCorrelated({ ruleId }: Alert): boolean {
    const own = this.correlations.get(ruleId) ?? "default";
    return own === "included" || (own === "default" && this.settings.correlation === "on");
  }

  /** The alerts of one go to the other, and what is left of it is closed and hidden. */
  private merge(source: Held, target: Held, at: Date): void {
    const reason = hindrance(source.incident, target.incident);
    const [from, to] = [source.incident.number, target.incident.number];
    if (reason) {
      this.note(`incident ${from} was not merged into ${to}: ${reason}`);
      return;
    }
    this.note("assumed: the classification of a merged incident is Undetermined");
    const { alerts, ruleArmIds, labels, status } = source.incident;
    const now = at.toISOString();
    const merged = withAlerts(target.incident, alerts, now, ruleArmIds);
    this.put(target, { ...merged, labels: [...new Set([...merged.labels, ...labels])] });
    source.incident = {
      ...source.incident,
      status: "Closed",
      classification: "Undetermined",
      labels: [...labels, "Redirected"],
      redirectedTo: to,
      lastModifiedTime: now,
    };
    const by: UpdateSource = "Microsoft365Defender";
    this.changed(target, alertsAdded(alerts, by), at);
    this.changed(source, { what: "Labels", source: by }, at);
    this.changed(source, { what: "IncidentStatus", source: by, from: status, to: "Closed" }, at);
  }

  private note(text: string): void {
    this.found.add(text);
  }
}

const alertsAdded = (alerts: readonly Alert[], source: UpdateSource): IncidentChange => ({
  what: "Alerts",
  source,
  alertIds: alerts.map(({ systemAlertId }) => systemAlertId),
});
