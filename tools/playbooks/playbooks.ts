import { freezeAgent } from "./PB-01-freeze-agent";
import { quarantineAgent } from "./PB-02-quarantine-agent";
import { freezeBlueprint } from "./PB-03-freeze-blueprint";
import { removeCredential } from "./PB-04-remove-credential";
import { pauseWorkflow } from "./PB-05-pause-workflow";
import { enrichIncident } from "./PB-06-enrich-incident";
import { unfreezeAgent } from "./PB-07-unfreeze-agent";
import { notifyOwners } from "./PB-08-notify-owners";
import { freezeClassicAgent } from "./PB-11-freeze-classic-agent";
import type { WorkflowFile } from "./parts/playbook";

/** Every playbook's workflow, by the folder it is written to. */
export const playbooks: Readonly<Record<string, WorkflowFile>> = {
  "PB-01-freeze-agent": freezeAgent,
  "PB-02-quarantine-agent": quarantineAgent,
  "PB-03-freeze-blueprint": freezeBlueprint,
  "PB-04-remove-credential": removeCredential,
  "PB-05-pause-workflow": pauseWorkflow,
  "PB-06-enrich-incident": enrichIncident,
  "PB-07-unfreeze-agent": unfreezeAgent,
  "PB-08-notify-owners": notifyOwners,
  "PB-11-freeze-classic-agent": freezeClassicAgent,
};
