#!/usr/bin/env node
import { parseArgs } from "node:util";
import { systemClock } from "./clock";
import { keyInFile } from "./signing/key-file";
import { registryEntry } from "./signing/registry-entry";

const usage = "usage: agent-telemetry-key --file <key file> --agent <object id> [--days <valid for, default 180>]";
const day = 86_400_000;

/** `agent-telemetry-key`: makes the key unless the file has one, and prints the entry for the key registry. */
function main(): void {
  const { values } = parseArgs({
    options: { file: { type: "string" }, agent: { type: "string" }, days: { type: "string", default: "180" } },
  });
  const days = Number(values.days);
  if (!values.file || !values.agent || !(days > 0)) throw new Error(usage);
  const now = systemClock.now();
  const entry = registryEntry(keyInFile(values.file), values.agent, now, new Date(now.getTime() + days * day));
  console.log(JSON.stringify(entry, undefined, 2));
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
