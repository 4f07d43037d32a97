import type { Changes } from "../scenarios/scenario";
import type { Scene } from "./scene";

/** How hard an attack is to see: `strong` leaves much where nobody works so, `weak` hides in what is usual. */
export const strengths = ["strong", "medium", "weak"] as const;
export type Strength = (typeof strengths)[number];

/** Whom an attack can happen to; every condition that is given must hold. */
export interface Victims {
  /** names of kinds. @default - any kind with a blueprint */
  readonly kinds?: readonly string[];
  /** agents that joined within the window; the attack comes `after` milliseconds later */
  readonly joined?: { readonly after: number };
  /** agents that are registered and never used */
  readonly idle?: boolean;
  /** agents whose tools an outage had stopped before */
  readonly afterOutage?: boolean;
  /** agents that sign their records */
  readonly signs?: boolean;
  /** agents that work within half a day of the drawn time; the attack begins a minute before they do */
  readonly working?: boolean;
}

/** An attack on a real fleet, told by the records that it leaves, whoever looks for them. */
export interface Attack {
  /** lower-case words joined by hyphens */
  readonly name: string;
  /** what happens, one sentence */
  readonly title: string;
  readonly strength: Strength;
  /** catalogue ids of the detections that are there for it; any of them will do */
  readonly detections: readonly string[];
  readonly victims?: Victims;
  /** first and last hour of the day (UTC) in which it begins. @default - 8 to 14, when most agents work */
  readonly hours?: readonly [number, number];
  /** what it changes about the agent's own work, from `at` on */
  readonly changes?: (scene: Scene) => Changes;
  readonly write: (scene: Scene) => void;
}
