import { day, hour } from "../time";
import type { Attack } from "./attack";

/** Attacks on what watches. */
export const platformAttacks: readonly Attack[] = [
  {
    name: "silenced",
    title: "An agent signs in and works, but sends no more records of its own",
    strength: "strong",
    detections: ["AIC-070"],
    victims: { kinds: ["support", "research", "knowledge", "triage", "people"] },
    changes: () => ({ silenced: 8 * hour }),
    write(scene) {
      for (let i = 1; i <= 7; i++) scene.token(scene.at + i * hour);
    },
  },
  {
    name: "nightly-agent-silenced",
    title: "An agent that works once a night signs in, but sends no records for two nights",
    strength: "medium",
    detections: ["AIC-070"],
    victims: { kinds: ["settlement"] },
    hours: [0, 0],
    changes: () => ({ silenced: 2 * day }),
    write: () => undefined,
  },
];
