import type { FleetShape } from "../options";
import type { Random } from "../random";
import { day, minute } from "../time";

/** How evenly the agents of a blueprint work, and how those who own it run them. Times in milliseconds. */
export interface Manner {
  /** hours by which its people's day is behind central Europe's */
  readonly zone: number;
  /** how much a step reads, writes and sends: log-normal spread, and the most, times the median */
  readonly spread: number;
  readonly most: number;
  /** how much an agent is asked from day to day: log-normal spread */
  readonly dailySpread: number;
  /** chance that a session brings another within minutes, and that one a third */
  readonly clump: number;
  /** sessions a day that somebody on call asks for at any hour */
  readonly onCall: number;
  /** share of the calls that fail on an ordinary day */
  readonly errors: number;
  /** how long it takes until an agent that joined is asked as much as the others */
  readonly rampUp: number;
  /** how differently agents take the blueprint's tasks: log-normal spread of the tasks' weights */
  readonly taste: number;
  /** customers whose stores and hosts are kept apart, met one by one; 0: all is in one place */
  readonly customers: number;
  /** chance that a session ends with work for an agent of any kind */
  readonly adHoc: number;
  /** releases a working day, and the UTC hours in which they come */
  readonly releases: number;
  readonly releaseHours: readonly [number, number];
  /** how long exporters keep records before they send them */
  readonly batching: number;
  /** addresses that agents are seen from by turns, and whether in two regions */
  readonly addresses: number;
  readonly isTwofold: boolean;
  /** days between two changes of its tools' definitions by their owners, and how long a change is rolled out; 0: none */
  readonly toolsChange: number;
  readonly rollout: number;
  /** how much of what each closed day left undone is asked for on the first day of work after it, as a share of a day */
  readonly catchUp: number;
  /** whether a release gives its tools other names */
  readonly renames: boolean;
}

/** What agents of calm and real fleets have in common. */
const even: Manner = {
  zone: 0,
  spread: 0.25,
  most: 2.2,
  dailySpread: 0.3,
  clump: 0,
  onCall: 0,
  errors: 0.012,
  rampUp: 10 * day,
  taste: 0,
  customers: 0,
  adHoc: 0,
  releases: 0.2,
  releaseHours: [8, 13],
  batching: 30_000,
  addresses: 2,
  isTwofold: false,
  toolsChange: 0,
  rollout: 0,
  catchUp: 0,
  renames: false,
};

/** How a blueprint is run; in a rough fleet each in its own way. */
export function planManner(random: Random, shape: FleetShape): Manner {
  if (shape !== "rough") return even;
  const zone = random.pick([-9, -1, 0, 5, 6, 8]);
  return {
    zone,
    spread: random.pick([0.3, 0.6, 0.9, 1.2]),
    most: 40,
    dailySpread: random.pick([0.3, 0.6, 0.8]),
    clump: random.pick([0, 0.3, 0.6]),
    onCall: random.pick([0, 0, 0.15]),
    errors: random.pick([0.003, 0.012, 0.05]),
    rampUp: random.pick([1, 10, 25]) * day,
    taste: random.pick([0, 0.8, 1.6]),
    customers: random.pick([0, 0, 0, 30]),
    adHoc: random.pick([0, 0, 0.004]),
    releases: random.pick([0, 0.05, 0.3, 1, 3]),
    releaseHours: [14, 20],
    batching: random.pick([5_000, 30_000, 4 * minute, 12 * minute]),
    addresses: random.pick([1, 2, 40]),
    isTwofold: random.chance(0.25),
    toolsChange: random.pick([0, 0, 9]),
    rollout: random.pick([1, 40, 180]) * minute,
    catchUp: random.pick([0, 0, 0.7]),
    renames: random.chance(0.4),
  };
}
