import type { FleetAgent } from "../plan/agent";
import type { Random } from "../random";
import { day } from "../time";
import type { World } from "./world";

/** Days in which as many customers come as were there before. */
const doubling = 45;

/** Whose data a session is about, by number; undefined where customers are not kept apart. A few are asked about often, and new ones come. */
export function customerOf(world: World, agent: FleetAgent, random: Random, time: number): number | undefined {
  const { customers } = agent.blueprint.manner;
  if (customers === 0) return undefined;
  const there = customers * (1 + (time - world.plan.window.start) / (doubling * day));
  return Math.floor(there * random.fork("customer").next() ** 2);
}
