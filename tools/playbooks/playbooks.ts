import { freezeAgent, freezeAgentOnAlert } from "./PB-01-freeze-agent";
import { quarantineAgent, quarantineAgentOnAlert } from "./PB-02-quarantine-agent";
import { freezeBlueprint } from "./PB-03-freeze-blueprint";
import { removeCredential } from "./PB-04-remove-credential";
import { pauseWorkflow, pauseWorkflowOnAlert } from "./PB-05-pause-workflow";
import { enrichIncident } from "./PB-06-enrich-incident";
import { unfreezeAgent } from "./PB-07-unfreeze-agent";
import { notifyOwners } from "./PB-08-notify-owners";
import { freezeClassicAgent } from "./PB-11-freeze-classic-agent";
import { pauseExternalAgent, pauseExternalAgentOnAlert } from "./PB-12-pause-external-agent";
import { resumeExternalAgent } from "./PB-13-resume-external-agent";
import { askInTeams } from "./PB-14-ask-in-teams";
import type { WorkflowFile } from "./parts/workflow-file";

/** The files of every playbook's workflows: by an incident, and for some by an alert too. */
export const playbooks: Readonly<Record<string, WorkflowFile>> = {
  "PB-01-freeze-agent/workflow.json": freezeAgent,
  "PB-01-freeze-agent/alert.json": freezeAgentOnAlert,
  "PB-02-quarantine-agent/workflow.json": quarantineAgent,
  "PB-02-quarantine-agent/alert.json": quarantineAgentOnAlert,
  "PB-03-freeze-blueprint/workflow.json": freezeBlueprint,
  "PB-04-remove-credential/workflow.json": removeCredential,
  "PB-05-pause-workflow/workflow.json": pauseWorkflow,
  "PB-05-pause-workflow/alert.json": pauseWorkflowOnAlert,
  "PB-06-enrich-incident/workflow.json": enrichIncident,
  "PB-07-unfreeze-agent/workflow.json": unfreezeAgent,
  "PB-08-notify-owners/workflow.json": notifyOwners,
  "PB-11-freeze-classic-agent/workflow.json": freezeClassicAgent,
  "PB-12-pause-external-agent/workflow.json": pauseExternalAgent,
  "PB-12-pause-external-agent/alert.json": pauseExternalAgentOnAlert,
  "PB-13-resume-external-agent/workflow.json": resumeExternalAgent,
  "PB-14-ask-in-teams/workflow.json": askInTeams,
};
