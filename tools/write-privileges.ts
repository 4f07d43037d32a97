import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot, shippedContent } from "../lib/content";
import { betweenMarkers } from "./privileges/between-markers";
import { privilegesTable } from "./privileges/table";

const path = join(packageRoot(), "docs/deploying.md");

/** Writes the table of privileges into `docs/deploying.md`. */
writeFileSync(path, betweenMarkers(readFileSync(path, "utf8"), "privileges", privilegesTable(shippedContent())));
