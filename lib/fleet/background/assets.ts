import type { World } from "../activity/world";
import type { FleetAgent } from "../plan/agent";
import type { Blueprint } from "../plan/blueprint";
import { agentAsset, assetStream, blueprintAsset, principalAsset, type Snapshot } from "../rows/asset";
import { day, hour } from "../time";
import type { Source } from "./source";

/** The asset sync: everything once a day and at the start, what changed every hour. */
export const assets: Source = {
  targets: [assetStream],
  hour(world, time, sink) {
    const { agents, blueprints, window } = world.plan;
    const full = time % day === 0 || time === window.start;
    const changed = (blueprint: Blueprint) => full || hasChanged(blueprint, time);
    const snapshot = (position: number): Snapshot => ({
      time: time + 30_000 + position * 2,
      type: full ? "Full" : "Delta",
      id: `${full ? "full" : "delta"}-${new Date(time).toISOString().slice(0, 13)}`,
    });
    for (const [i, blueprint] of blueprints.entries()) {
      if (blueprint.classic || !changed(blueprint)) continue;
      const at = snapshot(i);
      sink(assetStream, at.time, blueprintAsset(world, blueprint, at));
      if (full) sink(assetStream, at.time, principalAsset(world, blueprint, at));
    }
    for (const agent of agents) {
      if (agent.created > time || !(changed(agent.blueprint) || joined(agent, time))) continue;
      const at = snapshot(agent.index);
      sink(assetStream, at.time, agentAsset(world, agent, at));
    }
  },
};

/** Whether a release or a credential of the last hour changed the configuration. */
function hasChanged({ builds, credentials, heir }: Blueprint, time: number): boolean {
  if (heir && within(heir.from, time)) return true;
  return builds.some(({ deployed }) => within(deployed, time)) || credentials.some(({ from }) => within(from, time));
}

const joined = (agent: FleetAgent, time: number) => agent.joins && within(agent.created, time);
const within = (moment: number, time: number) => moment >= time - hour && moment < time;

/** Agents that exist at `time`. */
export function agentsAt(world: World, time: number): FleetAgent[] {
  return world.plan.agents.filter((agent) => agent.created <= time);
}
