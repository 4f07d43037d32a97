import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../lib/package";
import { frameworksPage } from "./frameworks/page";

/** Writes `docs/frameworks.md`. */
const words = readFileSync(join(__dirname, "frameworks/words.md"), "utf8");
writeFileSync(join(packageRoot(), "docs/frameworks.md"), frameworksPage(words));
