import { World } from "./activity/world";
import { delivered } from "./arrival";
import { placeAttacks } from "./attacks/place";
import type { FleetOptions } from "./options";
import { type FleetPlan, planFleet } from "./plan/plan";
import type { TimedRow } from "./row";
import { rowsOf } from "./rows-of";
import { type Injection, inject, type Truth } from "./scenarios/inject";
import { policies } from "./watchlists";

/** A synthetic fleet: who there is, what was injected, and the telemetry all of it leaves. */
export interface Fleet {
  readonly plan: FleetPlan;
  /** what was injected, in the order of the options; empty for a benign fleet */
  readonly truth: readonly Truth[];
  /** items of the watchlists that describe this fleet, by alias */
  readonly watchlists: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
  /** every row of every stream and table in the order of time, made while it is read */
  rows(): Iterable<TimedRow>;
}

/**
 * Plans a fleet. The same options give the same rows, byte for byte, on every machine.
 * @throws FleetError for options out of range and scenarios that do not exist or do not fit the fleet
 */
export function makeFleet(options: FleetOptions): Fleet {
  const plan = planFleet(options);
  const calm = new World(plan, options.seed);
  const names = options.inject ?? [];
  const injections: readonly Injection[] =
    plan.shape !== "calm" ? placeAttacks(names, calm) : names.map((name) => inject(name, calm));
  const world = new World(
    plan,
    options.seed,
    injections.flatMap(({ overrides }) => overrides),
  );
  return {
    plan,
    truth: injections.map(({ truth }) => truth),
    watchlists: policies(plan),
    rows: () => {
      const rows = rowsOf(world, injections);
      return plan.shape !== "calm" ? delivered(rows, plan, world.random.fork("delivery")) : rows;
    },
  };
}
