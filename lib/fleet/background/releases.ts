import type { World } from "../activity/world";
import type { Blueprint } from "../plan/blueprint";
import type { Build } from "../plan/build";
import { lineageRow, lineageStream } from "../rows/lineage";
import { registryRow, registryTable } from "../rows/registry";
import { deploymentRow, resourceTable } from "../rows/resource-activity";
import { day, hour, minute } from "../time";
import { agentsAt } from "./assets";
import type { Source } from "./source";

/**
 * Releases as the registry, the lineage verifier and Azure see them: pushed, verified, put to work. The verifier also
 * confirms every day what each agent runs, so that no look-back is without.
 */
export const releases: Source = {
  targets: [registryTable, lineageStream, resourceTable],
  hour(world, time, sink) {
    const { blueprints, window, company } = world.plan;
    const inHour = (moment: number) => moment >= time && moment < time + hour;
    if (time % day === 0 || time === window.start)
      for (const agent of agentsAt(world, time)) {
        const at = time + 90_000 + agent.index * 2;
        sink(lineageStream, at, lineageRow(world, agent, world.buildOf(agent, at), at));
      }
    for (const agent of world.plan.agents) {
      const at = agent.created + 5 * minute;
      if (agent.joins && inHour(at)) sink(lineageStream, at, lineageRow(world, agent, world.buildOf(agent, at), at));
    }
    for (const blueprint of blueprints)
      for (const build of blueprint.builds.slice(1)) {
        if (inHour(build.pushed))
          sink(registryTable, build.pushed, registryRow(company, blueprint, build, build.pushed));
        if (inHour(build.verified))
          for (const [at, row] of verified(world, blueprint, build)) sink(lineageStream, at, row);
        if (inHour(build.deployed))
          agentsOf(world, blueprint, build.deployed).forEach((agent, i) => {
            const at = build.deployed + 1000 + i;
            sink(resourceTable, at, deploymentRow(company, agent, build, at));
          });
      }
  },
};

function verified(world: World, blueprint: Blueprint, build: Build): [number, Record<string, unknown>][] {
  return agentsOf(world, blueprint, build.verified).map((agent, i) => {
    const at = build.verified + i * 5;
    return [at, lineageRow(world, agent, build, at)];
  });
}

function agentsOf(world: World, blueprint: Blueprint, time: number) {
  return world.agentsOf(blueprint.kind.name).filter((agent) => agent.blueprint === blueprint && agent.created <= time);
}
