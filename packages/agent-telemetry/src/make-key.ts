#!/usr/bin/env node
import { parseArgs } from "node:util";
import { systemClock } from "./clock";
import { keptKey } from "./signing/key-file";
import { registryEntry } from "./signing/registry-entry";

const usage = `usage: agent-telemetry-key --file <key file> --agent <object id> [--days <valid for, default 180>]

Makes the key unless the file has one, and prints key-registry.json for the collector's container "config" with its
public half. Where the registry has keys of other agents, add the entry to its list "keys".`;
const day = 86_400_000;
const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const options = {
  file: { type: "string" },
  agent: { type: "string" },
  days: { type: "string", default: "180" },
  help: { type: "boolean", short: "h" },
} as const;

/**
 * `agent-telemetry-key`: makes the key unless the file has one, and prints a key registry that has it alone. The entry of a
 * key is the same whenever it is printed: what it has signed stays valid.
 */
function main(): void {
  const { file, agent, days: given, help } = asked();
  if (help) {
    console.log(usage);
    return;
  }
  const days = Number(given);
  if (!file || !agent || !(days > 0)) throw new Error(usage);
  if (!objectId.test(agent))
    throw new Error(
      `--agent is no object id: ${JSON.stringify(agent)}; write that of the agent identity, such as 3f6c2b1e-8d47-4c0a-9b52-7e1d4a90c615`,
    );
  const { key, since } = keptKey(file, systemClock.now());
  const until = new Date(since.getTime() + days * day);
  console.log(JSON.stringify({ keys: [registryEntry(key, agent, since, until)] }, undefined, 2));
  if (until < systemClock.now())
    console.error(`this key is valid until ${until.toISOString()} only; make a new one, or print it with more --days`);
}

/** @throws Error for an option that there is not, with those that there are */
function asked() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message.split(". ")[0]}\n${usage}`);
  }
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
