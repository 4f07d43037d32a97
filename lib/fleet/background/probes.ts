import { probeRow } from "../rows/noise";
import { otelStream } from "../rows/otel";
import { minute } from "../time";
import { agentsAt } from "./assets";
import type { Source } from "./source";

/** Health probes, two an hour for each agent that sends spans; working or not. */
export const probes: Source = {
  targets: [otelStream],
  hour(world, time, sink) {
    const registry = world.plan.company.registry;
    for (const agent of agentsAt(world, time)) {
      if (agent.signs || agent.idle) continue;
      const random = world.random.fork("probe", agent.index, time);
      for (const offset of [0, 30]) {
        const at = time + 7 * minute + (offset * minute + (agent.index % 900) * 1000);
        sink(otelStream, at + 1, probeRow(agent, world.buildOf(agent, at), registry, at, random));
      }
    }
  },
};
