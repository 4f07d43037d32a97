import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { simulationText } from "../../lib/cli/report/simulation-text";
import { type Simulation, simulate } from "../../lib/emulator";
import { smallWorkspace, temporaryFolder, writeStack } from "./support";

const root = temporaryFolder();

/** A rule that looks for a host among the events, beside sign-ins that nobody sends. */
async function simulationOf(host: string): Promise<Simulation> {
  const folder = mkdtempSync(join(root, "s-"));
  const input = join(folder, "input");
  mkdirSync(input);
  const row = { TimeGenerated: "2026-03-02T10:00:00Z", Host: host, Size: 1, Detail: {} };
  writeFileSync(join(input, "Custom-Events.ndjson"), `${JSON.stringify(row)}\n`);
  const query = "Events_CL | where strlen(Host) > 5 | join kind=leftouter SigninLogs on $left.Host == $right.UserId";
  const stack = writeStack(
    folder,
    smallWorkspace({
      scheduled: { display_name: "Hosts", query },
      nrt: { display_name: "Other", query: "Events_CL | where strlen(Host) > 99" },
    }),
  );
  return simulate({ stack, input, portal: { portal: "azure" } });
}

describe("a simulation without an incident", () => {
  let simulation: Simulation;
  beforeAll(async () => {
    simulation = await simulationOf("good");
  });

  test("names the tables without rows, and who reads them", () => {
    expect(simulation.incidents).toEqual([]);
    expect(simulation.needs).toEqual([{ kind: "empty-table", what: "SigninLogs has no rows", rules: ["Hosts"] }]);
    expect(simulationText(simulation)).toMatch(
      /Incidents: 0\n\nNo incident: what is needed\n {2}SigninLogs has no rows; silent without it: Hosts/,
    );
  });
});

describe("a simulation with an incident", () => {
  let simulation: Simulation;
  beforeAll(async () => {
    simulation = await simulationOf("far-away");
  });

  test("says no needs", () => {
    expect(simulation.incidents).toHaveLength(1);
    expect(simulation.needs).toBeUndefined();
  });

  test("counts the rules that told nothing, and lists them when asked", () => {
    const [run] = simulation.runs;
    const silent = { ...run!, rule: "Silent", rows: 0 };
    const lived = { ...simulation, runs: [...simulation.runs, silent, silent] };
    const counted = simulationText(lived);
    expect(counted).toMatch(/^ *Hosts {2}/m);
    expect(counted).toMatch(/^ {2}1 other rule ran 2 times and told nothing$/m);
    const listed = simulationText(lived, true);
    expect(listed).toMatch(/^ *Silent {2}/m);
    expect(listed).not.toContain("told nothing");
  });
});
