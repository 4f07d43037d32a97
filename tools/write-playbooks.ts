import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { packageRoot } from "../lib/content";
import { formatJson } from "./playbooks/format";
import { playbooks } from "./playbooks/playbooks";

/** Writes the workflow files of every playbook. */
for (const [file, workflow] of Object.entries(playbooks)) {
  const path = join(packageRoot(), "playbooks", file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, formatJson(workflow));
}
