import { didYouMean } from "@sentinel-agent-identities/spelling";
import { EmulatorError } from "../errors";
import type { Incident } from "../incidents/incident";
import type { PlaybookResource, Workspace } from "../workspace/model";
import type { StartedPlaybook } from "./started";
import { incidentTriggerBody } from "./trigger-body";

/** An analyst who starts a playbook on an incident. */
export interface StartByHand {
  /** milliseconds after the incident came to Sentinel */
  readonly after: number;
  /** number of the incident. @default - every incident */
  readonly incident?: number;
  /** name of its Logic App */
  readonly playbook: string;
}

/** @throws EmulatorError when a playbook is none of the workspace's, or none that the portal starts on an incident */
export function checkStarts({ playbooks }: Workspace, starts: readonly StartByHand[]): void {
  const names = playbooks.filter(startsOnIncidents).map(({ name }) => name);
  for (const { playbook } of starts) {
    const where = `playbook "${playbook}"`;
    const found = playbooks.find(({ name }) => isNamed(name, playbook));
    const fix = didYouMean(playbook, names) ?? `use one of: ${names.join(", ")}`;
    if (!found) throw new EmulatorError(where, "is no Logic App of this stack, so that nobody can start it", fix);
    if (!startsOnIncidents(found))
      throw new EmulatorError(where, `is started by ${starter(found)}, and people start playbooks on an incident`, fix);
  }
}

const startsOnIncidents = ({ startedBy }: PlaybookResource): boolean =>
  startedBy === undefined || startedBy === "incident";

const starter = ({ startedBy }: PlaybookResource): string =>
  typeof startedBy === "object" ? `a trigger of type ${startedBy.trigger}` : "alerts";

/** What the portal starts for an analyst, on an incident as it is then. */
export function startedByHand(workspace: Workspace, incident: Incident, start: StartByHand, at: Date): StartedPlaybook {
  const { name, armId } = workspace.playbooks.find((one) => isNamed(one.name, start.playbook))!;
  return {
    at: at.toISOString(),
    automationRule: "started by hand",
    incidentNumber: incident.number,
    playbook: name,
    playbookId: armId,
    triggerBody: incidentTriggerBody(workspace, incident),
  };
}

const isNamed = (name: string, wanted: string): boolean => name.toLowerCase() === wanted.toLowerCase();
