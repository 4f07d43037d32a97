import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../lib/content";
import { policyTable } from "./policy/table";

/** Writes the table of checks into docs/policy.md. */
const file = join(packageRoot(), "docs/policy.md");
writeFileSync(file, policyTable(readFileSync(file, "utf8")));
