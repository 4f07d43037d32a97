import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../lib/package";
import { betweenMarkers } from "./privileges/between-markers";
import { relaySettingsTable } from "./relay-settings";

const path = join(packageRoot(), "docs/relay.md");

/** Writes the table of settings into `docs/relay.md`: `npm run relay`. */
writeFileSync(path, betweenMarkers(readFileSync(path, "utf8"), "settings", relaySettingsTable()));
