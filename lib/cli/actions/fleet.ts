import { makeFleet, scenarios, writeFleet } from "../../fleet";
import type { FleetCommandOptions } from "../commands/fleet";

/** Writes a fleet's telemetry, and prints what it is. */
export async function fleet(options: FleetCommandOptions): Promise<void> {
  const made = makeFleet(options);
  const { rows } = await writeFleet(made, options.out);
  for (const [target, count] of Object.entries(rows)) console.log(`${String(count).padStart(9)}  ${target}`);
  for (const { scenario, agentName, start } of made.truth) console.log(`${scenario}: ${agentName} at ${start}`);
}

/** What can be injected, one line each. */
export const scenarioList = (): string => scenarios.map(({ name, title }) => `  ${name.padEnd(28)}${title}`).join("\n");
