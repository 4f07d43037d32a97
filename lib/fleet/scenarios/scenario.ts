import type { BuildOverride, World } from "../activity/world";
import type { FleetAgent } from "../plan/agent";
import type { Stage } from "./stage";

/** An attack, or a fault, that can be injected into a fleet. */
export interface Scenario {
  /** lower-case words joined by hyphens */
  readonly name: string;
  /** what happens, one sentence */
  readonly title: string;
  /** catalogue ids of the detections that must see it */
  readonly detections: readonly string[];
  /** kind of the agents it happens to; default: any modern kind */
  readonly kind?: string;
  /** What it changes about the world from `at` on. */
  readonly changes?: (world: World, agent: FleetAgent, at: number) => Changes;
  /** Writes its traces, from `at` on. */
  readonly write: (world: World, agent: FleetAgent, at: number, stage: Stage) => void;
}

/** What a scenario changes besides adding traces. */
export interface Changes {
  /** the agent runs another build */
  readonly build?: BuildOverride;
  /** the agent sends no more records of its own; a number: for so many milliseconds */
  readonly silenced?: boolean | number;
  /** for so many milliseconds, the agent's records are signed, but cut away before they arrive */
  readonly lost?: number;
}
