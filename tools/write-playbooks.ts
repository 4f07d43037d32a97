import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../lib/content";
import { formatJson } from "./playbooks/format";
import { playbooks } from "./playbooks/playbooks";

/** Writes `playbooks/<folder>/workflow.json` of every playbook. */
for (const [folder, workflow] of Object.entries(playbooks)) {
  const path = join(packageRoot(), "playbooks", folder);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "workflow.json"), formatJson(workflow));
}
