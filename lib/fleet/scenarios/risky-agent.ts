import { writeRisk } from "../background/risk";
import type { Scenario } from "./scenario";

/** Entra ID Protection finds that an agent is at high risk. */
export const riskyAgent: Scenario = {
  name: "risky-agent",
  title: "Entra ID Protection puts an agent at high risk",
  detections: ["AIC-015"],
  write(_, agent, at, stage) {
    writeRisk(stage.row, agent, at, {
      id: stage.random.guid(),
      event: "threatIntelligenceAccount",
      level: "high",
      state: "atRisk",
      detail: "none",
    });
  },
};
