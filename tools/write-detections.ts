import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  detectionTable,
  detectionTableQuery,
  packageRoot,
  readContent,
  riskTable,
  riskTableQuery,
} from "../lib/content";

/** Writes the functions that tell what the rules declare: `AgentDetections` and `AgentDetectionWeights`. */
const content = readContent(packageRoot());
write(
  detectionTable,
  "What kind of signal each detection is",
  "One row per detection id: the family of its signal, and whose word it rests on, as the rules' files declare.",
  detectionTableQuery(content),
);
write(
  riskTable,
  "How much each detection weighs",
  "One row per detection id, or per id and kind of rule where they differ: how much an alert says by itself (decisive, strong, weak) and what it tells of its agent, with custom details in braces, as the rules' files declare.",
  riskTableQuery(content),
);

function write(name: string, displayName: string, description: string, query: string): void {
  writeFileSync(
    join(packageRoot(), `pipeline/functions/${name}.yaml`),
    `# yaml-language-server: $schema=../../schemas/function.schema.json
# Written by npm run detections.
name: ${name}
displayName: ${displayName}
description: "${description}"
query: |
${query.trimEnd().replaceAll(/^/gm, "  ")}
`,
  );
}
