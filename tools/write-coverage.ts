import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot, readContent } from "../lib/content";
import { attackLayer } from "./coverage/attack-layer";
import { coverage } from "./coverage/coverage";

/** Writes `docs/coverage.md` and `docs/attack-layer.json`. */
const content = readContent(packageRoot());
writeFileSync(join(packageRoot(), "docs/coverage.md"), coverage(content));
writeFileSync(join(packageRoot(), "docs/attack-layer.json"), attackLayer(content));
