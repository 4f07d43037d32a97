import { freezeAgent } from "./PB-01-freeze-agent";
import type { WorkflowFile } from "./parts/playbook";

/** Every playbook's workflow, by the folder it is written to. */
export const playbooks: Readonly<Record<string, WorkflowFile>> = {
  "PB-01-freeze-agent": freezeAgent,
};
