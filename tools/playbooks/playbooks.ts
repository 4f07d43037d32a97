import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/package";
import type { WorkflowFile } from "../../playbooks/parts/workflow-file";

/** What a playbook's source says: the workflow that an incident starts, and for some the one that an alert starts. */
interface PlaybookSource {
  readonly workflow: WorkflowFile;
  readonly alert?: WorkflowFile;
}

const root = join(packageRoot(), "playbooks");
const folders = readdirSync(root)
  .filter((name) => existsSync(join(root, name, "workflow.ts")))
  .sort();

/** The files of every playbook's workflows, by their paths below `playbooks/`. */
export const playbooks: Readonly<Record<string, WorkflowFile>> = Object.fromEntries(
  folders.flatMap((folder) => {
    const { workflow, alert } = require(join(root, folder, "workflow.ts")) as PlaybookSource;
    return [
      [`${folder}/workflow.json`, workflow],
      ...(alert ? [[`${folder}/alert.json`, alert] as const] : []),
    ] as const;
  }),
);
