import type { Operation } from "../activity/operation";
import { type BuildOverride, World } from "../activity/world";
import type { Strength } from "../attacks/attack";
import { FleetError } from "../errors";
import type { FleetAgent } from "../plan/agent";
import type { TimedRow } from "../row";
import { day, hour, iso, minute } from "../time";
import { scenarios } from ".";
import type { Scenario } from "./scenario";
import { Stage } from "./stage";

/** What was injected: the ground truth that detections are measured by. */
export interface Truth {
  readonly scenario: string;
  readonly title: string;
  /** catalogue ids of the detections that must see it */
  readonly detections: readonly string[];
  readonly agentId: string;
  readonly agentName: string;
  /** undefined for an agent without a blueprint */
  readonly blueprintId?: string;
  /** first and last trace, ISO 8601 */
  readonly from: string;
  readonly to: string;
  /** how hard it is to see */
  readonly strength: Strength;
}

/** A scenario, planned for a fleet. */
export interface Injection {
  readonly truth: Truth;
  readonly rows: readonly TimedRow[];
  readonly operations: readonly Operation[];
  readonly overrides: readonly BuildOverride[];
  readonly silenced?: Span;
  readonly lost?: Span;
}

/** A stretch of an agent's time, in milliseconds; the end excluded. */
export interface Span {
  readonly agent: FleetAgent;
  readonly from: number;
  readonly to: number;
}

/** Plans a scenario: late in the window, when every agent's habits are known. */
export function inject(name: string, world: World): Injection {
  const scenario = scenarios.find((known) => known.name === name);
  if (!scenario)
    throw new FleetError(`there is no scenario "${name}"`, `scenarios: ${scenarios.map((s) => s.name).join(", ")}`);
  const at = timeOf(world, scenario);
  const agent = victimOf(world, scenario, at);
  const { build, silenced } = scenario.changes?.(world, agent, at) ?? {};
  const overrides = build ? [build] : [];
  const changed = new World(world.plan, world.seed, overrides);
  const stage = new Stage(changed, name);
  scenario.write(changed, agent, at, stage);
  const times = [...stage.rows.map(({ time }) => time), ...stage.operations.flatMap(({ start, end }) => [start, end])];
  const { title, detections } = scenario;
  return {
    truth: {
      scenario: name,
      title,
      detections,
      agentId: agent.id,
      agentName: agent.name,
      ...(agent.blueprintId && { blueprintId: agent.blueprintId }),
      from: iso(Math.min(at, ...times)),
      to: iso(Math.max(at, ...times)),
      strength: "strong",
    },
    rows: stage.rows,
    operations: stage.operations,
    overrides,
    ...(silenced && { silenced: { agent, from: at, to: Number.POSITIVE_INFINITY } }),
  };
}

/** On the last day, each scenario in a quarter of an hour of its own. */
function timeOf(world: World, scenario: Scenario): number {
  const { end } = world.plan.window;
  return end - day + 9 * hour + scenarios.indexOf(scenario) * 15 * minute + 3 * minute;
}

/** One that has worked long enough to have habits. Each scenario takes another one, as far as there are some. */
function victimOf(world: World, scenario: Scenario, at: number): FleetAgent {
  const fit = world.plan.agents.filter(
    ({ blueprint, idle, created }) =>
      !idle &&
      created < at - 8 * day &&
      (scenario.kind === undefined ? !blueprint.classic : blueprint.kind.name === scenario.kind),
  );
  if (fit.length === 0)
    throw new FleetError(
      `no ${scenario.kind ?? "modern"} agent is there that "${scenario.name}" could happen to`,
      "ask for more agents: 12 have one of each kind",
    );
  return fit[scenarios.indexOf(scenario) % fit.length]!;
}
