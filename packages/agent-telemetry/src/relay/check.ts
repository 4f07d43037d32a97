import { accessSync, constants, existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { keyInFile } from "../signing/key-file";
import { RelayError } from "./errors";
import { doorkeeper } from "./secret";
import type { RelayAgent, RelaySettings } from "./settings/read";
import { tokenOf } from "./token";

/**
 * Says what a relay with these settings would do; makes nothing and sends nothing.
 * @throws RelayError, TelemetryError for what would keep it from doing so
 */
export function checkRelay(settings: RelaySettings): string {
  const { destination, host, httpPort, grpcPort, tokenFile, identity, folder } = settings;
  doorkeeper(tokenFile);
  tokenOf(settings);
  const unwritable = notWritable(folder);
  if (unwritable)
    throw new RelayError([
      `folder ${folder} cannot be written to (${unwritable}); give it to the user that the relay runs as`,
    ]);
  const to =
    "intake" in destination
      ? `${destination.intake.url} (${destination.intake.scope})`
      : `${destination.endpoint}, ${destination.ruleId}, ${destination.stream}`;
  return [
    `HTTP: ${httpPort === undefined ? "off" : `http://${host}:${httpPort}`}`,
    `gRPC: ${grpcPort === undefined ? "off" : `${host}:${grpcPort}`}`,
    `who may send: ${tokenFile === undefined ? "everybody who reaches these" : `who has the text in ${tokenFile}`}`,
    `records go to: ${to}, signed in as ${identity} identity`,
    ...settings.agents.map((agent) => `agent ${agent.id}: ${whichSpans(agent)}; ${keyOf(agent, folder)}`),
  ].join("\n");
}

function whichSpans({ attributes, isDefault }: RelayAgent): string {
  const named = Object.entries(attributes).map(([name, value]) => `${name}=${value}`);
  return `spans that name it${named.length > 0 ? `, that come from ${named.join(" and ")}` : ""}${isDefault ? ", and all that are no other agent's" : ""}`;
}

function keyOf({ id, key }: RelayAgent, folder: string): string {
  const file = key ?? join(folder, id, "key.json");
  return existsSync(file) ? `key ${keyInFile(file).kid} of ${file}` : `a key will be made in ${file}`;
}

/** Of a folder that is not there, the nearest that is counts. */
function notWritable(folder: string): string | undefined {
  let there = resolve(folder);
  while (!existsSync(there)) there = dirname(there);
  try {
    accessSync(there, constants.W_OK);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
