import type { World } from "../activity/world";
import type { FleetAgent } from "../plan/agent";
import { makeBuild } from "../plan/build";
import type { Scenario } from "./scenario";

/** Runs an image that no pipeline built and no verifier has seen. */
export const unattestedImage: Scenario = {
  name: "unattested-image",
  title: "An agent runs an image without verified provenance",
  detections: ["AIC-020"],
  kind: "support",
  changes: (world, agent, at) => ({ build: { agent, from: at, build: unknownBuild(world, agent, at) } }),
  write(_, agent, at, stage) {
    const { kind } = agent.blueprint;
    const task = kind.tasks[0]!;
    for (let i = 0; i < 3; i++) {
      const session = stage.session(agent, at + i * 120_000, { workflow: task.name, prompt: task.prompts[0]! });
      session.think(task.prompts[0]!, "I will look.");
      for (const step of task.steps) session.call(step);
      session.finish("done.");
    }
  },
};

const unknownBuild = (world: World, agent: FleetAgent, at: number) =>
  makeBuild(world.random.fork("unattested", agent.index), world.plan.company, 99, at, 0);
