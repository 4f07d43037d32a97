import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../lib/package";
import { limitsPage } from "./limits/page";

/** Writes `docs/limits.md`. */
writeFileSync(join(packageRoot(), "docs/limits.md"), limitsPage());
