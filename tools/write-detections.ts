import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { detectionTable, detectionTableQuery, packageRoot, readContent } from "../lib/content";

/** Writes `pipeline/functions/AgentDetections.yaml` from what the rules declare. */
const query = detectionTableQuery(readContent(packageRoot())).trimEnd().replaceAll(/^/gm, "  ");
writeFileSync(
  join(packageRoot(), `pipeline/functions/${detectionTable}.yaml`),
  `# yaml-language-server: $schema=../../schemas/function.schema.json
# Written by npm run detections.
name: ${detectionTable}
displayName: What kind of signal each detection is
description: "One row per detection id: the family of its signal, and whose word it rests on, as the rules' files declare."
query: |
${query}
`,
);
