import { hour } from "../time";
import type { Scenario } from "./scenario";

/** Goes on working but sends no more records of its own, as one that hides what it does. */
export const silencedAgent: Scenario = {
  name: "silenced-agent",
  title: "An agent signs in and works, but no longer sends execution telemetry",
  detections: ["AIC-070"],
  kind: "research",
  changes: () => ({ silenced: true }),
  write(_, agent, at, stage) {
    for (let i = 1; i <= 8; i++) stage.token(agent, at + i * hour);
  },
};
