import { exitOnSignals } from "@sentinel-agent-identities/processes";
import type { ExecutionFormat, FleetShape } from "../../fleet";
import { attacks, makeFleet, scenarios, writeFleet } from "../../fleet";
import { withProgress } from "../progress";

export interface FleetCommandOptions {
  readonly agents: number;
  readonly days: number;
  readonly seed: string;
  readonly start?: Date;
  readonly inject: readonly string[];
  readonly format: ExecutionFormat;
  readonly shape: FleetShape;
  readonly out: string;
}

/** Writes a fleet's telemetry, and prints what it is. */
export async function fleet(options: FleetCommandOptions): Promise<void> {
  const made = makeFleet(options);
  exitOnSignals();
  const { rows } = await withProgress((progress) => writeFleet(made, options.out, progress));
  for (const [target, count] of Object.entries(rows)) console.log(`${String(count).padStart(9)}  ${target}`);
  for (const { scenario, agentName, from } of made.truth) console.log(`${scenario}: ${agentName} at ${from}`);
}

/** What can be injected into a calm fleet, one line each. */
export const scenarioList = (): string => scenarios.map(({ name, title }) => `  ${name.padEnd(28)}${title}`).join("\n");

/** What can be injected into a real fleet, one line each. */
export const attackList = (): string =>
  attacks.map(({ name, strength, title }) => `  ${name.padEnd(32)}${strength.padEnd(8)}${title}`).join("\n");
