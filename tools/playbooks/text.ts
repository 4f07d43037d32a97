import { formatJson } from "./format";
import { playbooks } from "./playbooks";

/** The text of every playbook's workflow files, by their paths below `playbooks/`. */
export const workflowTexts: ReadonlyMap<string, string> = new Map(
  Object.entries(playbooks).map(([file, workflow]) => [
    file,
    formatJson({ $comment: "Written from workflow.ts by npm run playbooks: change that one.", ...workflow }),
  ]),
);
