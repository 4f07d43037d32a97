import { isWorkday } from "../calendar";
import type { Window } from "../options";
import type { Random } from "../random";
import { day, hour, minute } from "../time";
import type { FleetAgent } from "./agent";
import type { Blueprint } from "./blueprint";
import { otherSite, type Site } from "./site";

/** Services that answer 429 or 503 for a while. Times in milliseconds, the end excluded, here and below. */
export interface Outage {
  readonly from: number;
  readonly to: number;
  /** hosts of tool servers and destinations */
  readonly hosts: ReadonlySet<string>;
  /** share of the calls that fail, 0 to 1 */
  readonly share: number;
}

/** A region whose workloads run in another one of the same cloud. */
export interface Failover {
  readonly from: number;
  readonly to: number;
  readonly region: string;
  readonly site: Site;
  readonly addresses: readonly string[];
}

/** The hours of work of a blueprint's agents move, because clocks were changed or the team is another. */
export interface Shift {
  readonly blueprint: Blueprint;
  readonly from: number;
  /** by so many hours later in UTC */
  readonly hours: number;
}

/** A blueprint whose agents come to be asked more, from day to day, until they do `factor` times as much. */
export interface Growth {
  readonly blueprint: Blueprint;
  readonly from: number;
  readonly to: number;
  readonly factor: number;
}

/** An agent that cannot reach the collector and sends what it kept when it can. */
export interface Silence {
  readonly agent: FleetAgent;
  readonly from: number;
  readonly to: number;
}

/** What befalls a fleet. */
export interface Troubles {
  readonly outages: readonly Outage[];
  readonly failovers: readonly Failover[];
  readonly shifts: readonly Shift[];
  readonly growths: readonly Growth[];
  readonly silences: readonly Silence[];
}

/** Nothing befalls a calm fleet. */
export const noTroubles: Troubles = { outages: [], failovers: [], shifts: [], growths: [], silences: [] };

/** Central European summer time begins; later years are far enough. */
const clocksChange = [Date.UTC(2026, 2, 29, 1), Date.UTC(2027, 2, 28, 1)];

/** An outage every ten days, a failover a month, growth, teams that move, and collectors out of reach. */
export function planTroubles(
  random: Random,
  blueprints: readonly Blueprint[],
  agents: readonly FleetAgent[],
  window: Window,
): Troubles {
  const days = Math.floor((window.end - window.start) / day);
  const modern = blueprints.filter(({ classic }) => !classic);
  return {
    outages: Array.from({ length: Math.max(1, Math.round(days / 10)) }, (_, i) =>
      planOutage(random.fork("outage", i), blueprints, window, (i * days) / Math.max(1, Math.round(days / 10))),
    ),
    failovers: [planFailover(random.fork("failover"), blueprints, window)],
    shifts: [
      ...clocksChange.flatMap((from) => modern.map((blueprint) => ({ blueprint, from, hours: -1 }))),
      {
        blueprint: random.pick(modern),
        from: window.start + random.int(Math.floor(days / 2), days) * day,
        hours: random.int(4, 8),
      },
    ],
    growths: [planGrowth(random.fork("growth"), modern, window)],
    silences: agents.flatMap((agent) => planSilence(random.fork("silence", agent.index), agent, window, days)),
  };
}

/** Three or more services at once, in the hours in which people notice, for 40 to 120 minutes. */
function planOutage(random: Random, blueprints: readonly Blueprint[], window: Window, day0: number): Outage {
  const services = [
    ...new Set(blueprints.flatMap(({ kind }) => Object.values(kind.tools).map(({ server }) => server))),
  ];
  const hosts = new Set<string>();
  const size = Math.min(services.length, random.int(3, 5));
  while (hosts.size < size) hosts.add(random.pick(services));
  let from = window.start + Math.floor(day0 + random.int(3, 8)) * day + random.int(7, 14) * hour;
  while (!isWorkday(from)) from += day;
  return { from, to: from + random.int(40, 120) * minute, hosts, share: 0.55 + random.next() * 0.35 };
}

/** Once, in the second half, one region for six to twelve hours. */
function planFailover(random: Random, blueprints: readonly Blueprint[], window: Window): Failover {
  const regions = [...new Set(blueprints.map(({ site }) => site.region))];
  const region = random.pick(regions);
  const half = Math.floor((window.end - window.start) / 2 / day);
  const from = window.start + (half + random.int(0, Math.max(1, half - 1))) * day + random.int(2, 14) * hour;
  return { from, to: from + random.int(6, 12) * hour, region, ...otherSite(random, region) };
}

function planGrowth(random: Random, blueprints: readonly Blueprint[], window: Window): Growth {
  const from = window.start + random.int(3, 10) * day;
  return { blueprint: random.pick(blueprints), from, to: from + random.int(8, 14) * day, factor: 2 + random.next() };
}

/** One agent in five loses its way to the collector once every two weeks, mostly for less than an hour. */
function planSilence(random: Random, agent: FleetAgent, window: Window, days: number): Silence[] {
  const found: Silence[] = [];
  for (let start = 0; start < days; start += 14) {
    if (!random.chance(0.2)) continue;
    const from = window.start + (start + random.int(0, 13)) * day + random.int(6, 18) * hour;
    found.push({ agent, from, to: from + Math.round(random.around(35, 0.5)) * minute });
  }
  return found;
}
