import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot, readContent } from "../lib/content";
import { coverage } from "./coverage/coverage";

/** Writes `docs/coverage.md`. */
writeFileSync(join(packageRoot(), "docs/coverage.md"), coverage(readContent(packageRoot())));
