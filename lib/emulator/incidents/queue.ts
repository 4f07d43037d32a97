import { v5 } from "uuid";
import type { Alert } from "../rules/alert";
import type { AnalyticsRule, IncidentTask } from "../workspace/model";
import { accepts, type Incident, openIncident, withAlert } from "./incident";

const incidentNamespace = "b1f7a1c4-2d5e-5b7f-8a33-90c4d8e6f215";

/** The incidents of the workspace, in order of creation. */
export class IncidentQueue {
  private readonly incidents: Incident[] = [];

  get all(): readonly Incident[] {
    return this.incidents;
  }

  /** Adds tasks to an incident. */
  assign(incident: Incident, tasks: readonly IncidentTask[]): void {
    const index = this.incidents.findIndex(({ number }) => number === incident.number);
    this.incidents[index] = { ...this.incidents[index]!, tasks: [...this.incidents[index]!.tasks, ...tasks] };
  }

  /** Files an alert; returns the incident when the alert opened a new one. */
  file(rule: AnalyticsRule, alert: Alert): Incident | undefined {
    if (!rule.incident.create) return undefined;
    const index = this.incidents.findLastIndex((incident) => accepts(incident, rule, alert));
    if (index >= 0) {
      this.incidents[index] = withAlert(this.incidents[index]!, alert);
      return undefined;
    }
    const incident = openIncident(rule, alert, this.incidents.length + 1, v5(alert.systemAlertId, incidentNamespace));
    this.incidents.push(incident);
    return incident;
  }
}
