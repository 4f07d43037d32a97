import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot, readContent, writtenFunctions } from "../lib/content";

/** Writes the functions that tell what the rules declare: `AgentDetections` and `AgentDetectionWeights`. */
for (const [path, text] of Object.entries(writtenFunctions(readContent(packageRoot()))))
  writeFileSync(join(packageRoot(), path), text);
