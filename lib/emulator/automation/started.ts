import { EmulatorError } from "../errors";
import type { Incident } from "../incidents/incident";
import type { Alert } from "../rules/alert";
import type { AutomationRule, IncidentTask, Workspace } from "../workspace/model";
import type { IncidentChange } from "./change";
import { alertConditionsHold, conditionsHold } from "./conditions";
import { alertTriggerBody, incidentTriggerBody } from "./trigger-body";

/** A playbook that an automation rule starts, and what it is started with. */
export interface StartedPlaybook {
  /** when, ISO 8601 */
  readonly at: string;
  readonly automationRule: string;
  /** the incident that started it; none where an alert did */
  readonly incidentNumber?: number;
  /** the alert that started it */
  readonly alertId?: string;
  readonly playbook: string;
  readonly playbookId: string;
  readonly triggerBody: Readonly<Record<string, unknown>>;
}

/** What automation rules make of something that happened. */
export interface Automation {
  /** tasks they add to the incident, in the rules' order */
  readonly tasks: readonly IncidentTask[];
  /** playbooks they start, in the rules' order */
  readonly started: readonly StartedPlaybook[];
}

/**
 * What automation rules do about an incident.
 * @param changes what an update consists of. @default - the incident is new
 */
export function onIncident(
  workspace: Workspace,
  incident: Incident,
  at: Date,
  changes?: readonly IncidentChange[],
): Automation {
  const trigger = changes ? "IncidentUpdated" : "IncidentCreated";
  const rules = workspace.automationRules.filter(
    (rule) => rule.trigger === trigger && conditionsHold(rule, incident, changes),
  );
  const triggerBody = incidentTriggerBody(workspace, incident, changes);
  return {
    tasks: rules.flatMap(({ tasks }) => tasks),
    started: rules.flatMap((rule) =>
      startedBy(workspace, rule, { at: at.toISOString(), incidentNumber: incident.number, triggerBody }),
    ),
  };
}

/** The playbooks that automation rules start for an alert. @param ruleArmId of the rule that raised it */
export function onAlert(workspace: Workspace, alert: Alert, ruleArmId: string): StartedPlaybook[] {
  return workspace.automationRules
    .filter((rule) => rule.trigger === "AlertCreated" && alertConditionsHold(rule, ruleArmId))
    .flatMap((rule) =>
      startedBy(workspace, rule, {
        at: alert.timeGenerated,
        alertId: alert.systemAlertId,
        triggerBody: alertTriggerBody(workspace, alert),
      }),
    );
}

function startedBy(
  { playbooks }: Workspace,
  rule: AutomationRule,
  start: Pick<StartedPlaybook, "at" | "incidentNumber" | "alertId" | "triggerBody">,
): StartedPlaybook[] {
  return rule.playbooks.map((armId) => {
    const playbook = playbooks.find((one) => one.armId.toLowerCase() === armId.toLowerCase());
    if (!playbook) throw new EmulatorError(rule.where, `starts ${armId}, which is no Logic App of this stack`);
    const { at, triggerBody, ...what } = start;
    return { at, automationRule: rule.name, ...what, playbook: playbook.name, playbookId: playbook.armId, triggerBody };
  });
}
