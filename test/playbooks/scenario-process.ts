import { afterOne, atTheEnd } from "./hooks";
import { play, type ScenarioName, scenarios } from "./scenarios";

/**
 * Runs every scenario of the playbook that the command line names, and prints what came of each. A process of its own:
 * inside Jest's sandbox the language service is several times slower.
 */
async function main(id: string): Promise<void> {
  const outcomes: Record<string, unknown> = {};
  for (const name of Object.keys(scenarios) as ScenarioName[]) {
    outcomes[name] = await play(id, name);
    await afterOne();
  }
  await atTheEnd();
  process.stdout.write(JSON.stringify(outcomes));
}

void main(process.argv[2]!);
