import type { Scenario } from "./scenario";

/** Calls the same tool over and over, because the answer never satisfies it. */
export const toolLoop: Scenario = {
  name: "tool-loop",
  title: "An agent calls the same tool over and over",
  detections: ["AIC-048"],
  kind: "devops",
  write(_, agent, at, stage) {
    const prompt = "Find out why the shop is slow.";
    const session = stage.session(agent, at, { workflow: "investigate-alert", prompt });
    session.think(prompt, "I will read the metrics until they explain it.");
    const data = { store: "metrics", table: "requests", verb: "SELECT", rows: 1 } as const;
    for (let i = 0; i < 160; i++) {
      session.call({ tool: "query_metrics", data }, { arguments: '{"service":"shop","metric":"latency"}' });
      session.wait(1500);
    }
    session.finish("I found nothing.");
  },
};
