import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../lib/content";
import { publishedSchemas } from "./published-schemas";

/** Writes `schemas/*.schema.json`, which content and tenant files name in their first line. */
const folder = join(packageRoot(), "schemas");
mkdirSync(folder, { recursive: true });
for (const [file, text] of publishedSchemas()) writeFileSync(join(folder, file), text);
