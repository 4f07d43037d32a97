#!/usr/bin/env node
import { parseArgs } from "node:util";
import { systemClock } from "./clock";
import { keptKey } from "./signing/key-file";
import { registryEntry } from "./signing/registry-entry";

const usage = "usage: agent-telemetry-key --file <key file> --agent <object id> [--days <valid for, default 180>]";
const day = 86_400_000;

/**
 * `agent-telemetry-key`: makes the key unless the file has one, and prints the entry for the key registry. The entry of a
 * key is the same whenever it is printed: what it has signed stays valid.
 */
function main(): void {
  const { values } = parseArgs({
    options: { file: { type: "string" }, agent: { type: "string" }, days: { type: "string", default: "180" } },
  });
  const days = Number(values.days);
  if (!values.file || !values.agent || !(days > 0)) throw new Error(usage);
  const { key, since } = keptKey(values.file, systemClock.now());
  const until = new Date(since.getTime() + days * day);
  console.log(JSON.stringify(registryEntry(key, values.agent, since, until), undefined, 2));
  if (until < systemClock.now())
    console.error(`this key is valid until ${until.toISOString()} only; make a new one, or print it with more --days`);
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
