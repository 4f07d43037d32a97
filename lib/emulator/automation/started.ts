import type { Clock } from "../../clock";
import { EmulatorError } from "../errors";
import type { Incident } from "../incidents/incident";
import type { IncidentTask, Workspace } from "../workspace/model";
import { conditionsHold } from "./conditions";
import { incidentTriggerBody } from "./trigger-body";

/** A playbook that an automation rule starts, and what it is started with. */
export interface StartedPlaybook {
  /** when, ISO 8601 */
  readonly at: string;
  readonly automationRule: string;
  readonly incidentNumber: number;
  readonly playbook: string;
  readonly playbookId: string;
  readonly triggerBody: Readonly<Record<string, unknown>>;
}

/** The tasks that automation rules add to a new incident, in the rules' order. */
export function addedTasks({ automationRules }: Workspace, incident: Incident): IncidentTask[] {
  return automationRules.filter((rule) => conditionsHold(rule, incident)).flatMap(({ tasks }) => tasks);
}

/** The playbooks that automation rules start for a new incident, in the rules' order. */
export function startedPlaybooks(workspace: Workspace, incident: Incident, clock: Clock): StartedPlaybook[] {
  return workspace.automationRules
    .filter((rule) => conditionsHold(rule, incident))
    .flatMap((rule) =>
      rule.playbooks.map((armId) => {
        const playbook = workspace.playbooks.find((p) => p.armId.toLowerCase() === armId.toLowerCase());
        if (!playbook) throw new EmulatorError(rule.where, `starts ${armId}, which is no Logic App of this stack`);
        return {
          at: clock.now().toISOString(),
          automationRule: rule.name,
          incidentNumber: incident.number,
          playbook: playbook.name,
          playbookId: playbook.armId,
          triggerBody: incidentTriggerBody(workspace, incident),
        };
      }),
    );
}
