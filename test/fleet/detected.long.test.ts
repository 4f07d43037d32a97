import { join } from "node:path";
import type { Simulation } from "../../lib/emulator";
import { makeFleet, scenarios } from "../../lib/fleet";
import { agentid, temporaryFolder } from "../cli/support";
import { exampleStack } from "../shared/stacks";

const names = scenarios.map(({ name }) => name);
const { truth } = makeFleet({ agents: 14, days: 10, seed: "detected", inject: names });
let simulation: Simulation;

// Ten days of a fleet, in which everything that can be injected happens on the last one.
beforeAll(async () => {
  const folder = temporaryFolder();
  const fleet = join(folder, "fleet");
  const done = async (...args: string[]) => {
    const { code, out, err } = await agentid(...args);
    expect([code, err]).toEqual([0, ""]);
    return out;
  };
  await done("fleet", "--agents", "14", "--days", "10", "--seed", "detected", "--inject", ...names, "--out", fleet);
  const input = ["--input", join(fleet, "telemetry"), "--watchlists", join(fleet, "watchlists")];
  const span = ["--from", "2026-03-11T08:45:00Z", "--to", "2026-03-11T15:10:00Z"];
  simulation = JSON.parse(await done("simulate", "--stack", exampleStack(), ...input, ...span, "--format", "json"));
}, 400_000);

/** Detections that named an agent, or its blueprint; also as whom a sender spoke of. */
const said = ({ agentId, blueprintId = "none" }: { agentId: string; blueprintId?: string }): Set<string> =>
  new Set(
    simulation.alerts
      .filter(({ customDetails: { AgentId, BlueprintId, NamedAgents } }) =>
        AgentId?.[0]
          ? AgentId.includes(agentId)
          : BlueprintId?.includes(blueprintId) || NamedAgents?.[0]?.includes(agentId),
      )
      .flatMap(({ customDetails }) => customDetails.DetectionId ?? []),
  );

test.each(scenarios.map(({ name, detections }) => [name, detections] as const))("%s is detected: %s", (name, ids) => {
  const victim = truth.find(({ scenario }) => scenario === name)!;
  expect([...said(victim)]).toEqual(expect.arrayContaining([...ids]));
});

test("nobody else is accused", () => {
  const guilty = new Set(truth.flatMap(({ agentId, blueprintId }) => [agentId, blueprintId]));
  const others = simulation.alerts.filter(
    ({ customDetails: { AgentId, BlueprintId, NamedAgents } }) =>
      ![...(AgentId ?? []), ...(BlueprintId ?? []), ...JSON.parse(NamedAgents?.[0] ?? "[]")].some((id) =>
        guilty.has(id),
      ),
  );
  expect(others.map(({ title }) => title)).toEqual([]);
});

test("every row was taken in", () => {
  expect(simulation.rejected).toEqual([]);
});
