import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../lib/package";
import { workflowTexts } from "./playbooks/text";

/** Writes the workflow files of every playbook: `npm run playbooks`. */
for (const [file, text] of workflowTexts) writeFileSync(join(packageRoot(), "playbooks", file), text);
