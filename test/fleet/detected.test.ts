import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../../lib/constructs";
import { packageRoot, readContent } from "../../lib/content";
import { type Simulation, simulate } from "../../lib/emulator";
import { type Fleet, makeFleet, scenarios, writeFleet } from "../../lib/fleet";
import { loadTenants } from "../../lib/tenants";

const folder = mkdtempSync(join(tmpdir(), "agentid-detected-"));
afterAll(() => rmSync(folder, { recursive: true }));
let fleet: Fleet;
let simulation: Simulation;

// Ten days of a fleet, in which everything that can be injected happens on the last one.
beforeAll(async () => {
  fleet = makeFleet({ agents: 14, days: 10, seed: "detected", inject: scenarios.map(({ name }) => name) });
  await writeFleet(fleet, join(folder, "fleet"));
  const content = readContent(packageRoot());
  const stack = join(folder, "stack");
  synthesize(loadTenants(join(packageRoot(), "tenants"), content), { content, outdir: stack });
  simulation = await simulate({
    stack,
    input: join(folder, "fleet/telemetry"),
    watchlists: join(folder, "fleet/watchlists"),
    from: new Date("2026-03-11T08:45:00Z"),
    to: new Date("2026-03-11T15:10:00Z"),
  });
}, 400_000);

/** Detections that named an agent, or its blueprint. */
const said = ({ agentId, blueprintId }: { agentId: string; blueprintId: string }): Set<string> =>
  new Set(
    simulation.alerts
      .filter(({ customDetails: { AgentId, BlueprintId } }) =>
        AgentId?.[0] ? AgentId.includes(agentId) : BlueprintId?.includes(blueprintId),
      )
      .flatMap(({ customDetails }) => customDetails.DetectionId ?? []),
  );

test.each(scenarios.map(({ name, detections }) => [name, detections] as const))("%s is detected: %s", (name, ids) => {
  const truth = fleet.truth.find(({ scenario }) => scenario === name)!;
  expect([...said(truth)]).toEqual(expect.arrayContaining([...ids]));
});

test("nobody else is accused", () => {
  const guilty = new Set(fleet.truth.flatMap(({ agentId, blueprintId }) => [agentId, blueprintId]));
  const others = simulation.alerts.filter(
    ({ customDetails: { AgentId, BlueprintId } }) =>
      ![...(AgentId ?? []), ...(BlueprintId ?? [])].some((id) => guilty.has(id)),
  );
  expect(others.map(({ title }) => title)).toEqual([]);
});

test("every row was taken in", () => {
  expect(simulation.rejected).toEqual([]);
});
