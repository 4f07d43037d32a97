#!/usr/bin/env node
import { parseArgs } from "node:util";
import { TelemetryError } from "../errors";
import { checkRelay } from "./check";
import { RelayError } from "./errors";
import { Relay } from "./relay";
import { type RelaySettings, readRelaySettings } from "./settings/read";
import { tokenOf } from "./token";
import { usage } from "./usage";

/** `agentid-relay`: see docs/relay.md. Runs until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { config: { type: "string" }, check: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return console.log(usage());
  const settings = readRelaySettings(process.env, values.config);
  if (values.check) return console.log(checkRelay(settings));
  await run(settings);
}

async function run(settings: RelaySettings): Promise<void> {
  const report = ({ message }: Error) => console.error(message);
  const relay = await Relay.start(settings, { token: tokenOf(settings), report });
  const { httpPort, grpcPort } = relay;
  const at = [httpPort && `http://${settings.host}:${httpPort}`, grpcPort && `grpc ${settings.host}:${grpcPort}`];
  console.log(`listening: ${at.filter(Boolean).join(", ")}`);
  const end = (signal: string) => {
    console.log(`${signal}: sending what there is`);
    void relay.close().then(() => process.exit(0));
  };
  process.once("SIGTERM", end).once("SIGINT", end);
}

main().catch((error) => {
  const isExpected =
    error instanceof RelayError || error instanceof TelemetryError || error?.code?.startsWith("ERR_PARSE_ARGS");
  console.error(isExpected ? error.message : error);
  process.exitCode = 1;
});
