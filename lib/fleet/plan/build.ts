import { isWorkday } from "../calendar";
import type { AgentKind } from "../kinds/kind";
import type { Window } from "../options";
import type { Random } from "../random";
import { day, hour, minute } from "../time";
import type { Company, Person } from "./company";
import type { Manner } from "./manner";

/** One release of a blueprint's code. */
export interface Build {
  readonly version: string;
  /** 40 hexadecimal digits */
  readonly commit: string;
  /** `sha256:` and 64 hexadecimal digits */
  readonly digest: string;
  readonly runId: string;
  /** when it was pushed, verified and put to work, in milliseconds */
  readonly pushed: number;
  readonly verified: number;
  readonly deployed: number;
  /** how many of the kind's learned tasks it knows */
  readonly learned: number;
  readonly author: Person;
  readonly reviewer: Person;
  readonly pullRequest: number;
}

/**
 * The releases of a blueprint: one from before the window, then about one a week, on working days from 8 to 14 UTC,
 * where its manner says nothing else.
 * @param atOnce how many tasks a release adds
 */
export function planBuilds(
  random: Random,
  company: Company,
  kind: AgentKind,
  window: Window,
  { releases, releaseHours: [first, last] }: Pick<Manner, "releases" | "releaseHours">,
  atOnce: (random: Random) => number = (draw) => (draw.chance(0.5) ? 1 : 0),
): Build[] {
  const builds = [makeBuild(random, company, 1, window.start - random.int(5, 60) * day, 0)];
  const learnable = kind.tasks.filter((task) => task.learned).length;
  for (let at = window.start + 2 * day; at < window.end; at += day)
    for (let left = releases; left > 0; left -= 1) {
      const deployed = at - (at % day) + random.int(first, last) * hour + random.int(0, 59) * minute;
      const due = random.chance(left);
      const isFree = deployed < window.end && deployed > builds.at(-1)!.deployed;
      if (!due || !isWorkday(at) || !isFree) continue;
      const learned = Math.min(learnable, builds.at(-1)!.learned + atOnce(random));
      builds.push(makeBuild(random, company, builds.length + 1, deployed, learned));
    }
  return builds;
}

/** A release that is put to work at `deployed`. */
export function makeBuild(
  random: Random,
  company: Company,
  generation: number,
  deployed: number,
  learned: number,
): Build {
  const author = random.pick(company.people);
  return {
    version: `2.${generation}.${random.int(0, 9)}`,
    commit: random.hex(40),
    digest: `sha256:${random.hex(64)}`,
    runId: String(13_000_000_000 + random.int(0, 999_999_999)),
    pushed: deployed - random.int(24, 30) * minute,
    verified: deployed - random.int(15, 20) * minute,
    deployed,
    learned,
    author,
    reviewer: random.pick(company.people.filter((person) => person !== author)),
    pullRequest: random.int(100, 4000),
  };
}
