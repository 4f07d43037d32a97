import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../lib/package";
import { withPlan } from "./plan/page";

/** Draws the plan into `docs/architecture.md`. */
const file = join(packageRoot(), "docs/architecture.md");
writeFileSync(file, withPlan(readFileSync(file, "utf8")));
