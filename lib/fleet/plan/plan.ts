import { isWorkday } from "../calendar";
import { classicKinds, modernKinds, realClassicKinds, realKinds } from "../kinds";
import type { AgentKind } from "../kinds/kind";
import { type ExecutionFormat, type FleetOptions, type FleetShape, type Window, windowOf } from "../options";
import { Random } from "../random";
import { day, hour, minute } from "../time";
import { type FleetAgent, planAgent } from "./agent";
import type { Blueprint } from "./blueprint";
import { type Company, planCompany } from "./company";
import { planBlueprint } from "./plan-blueprint";
import { noTroubles, planTroubles, type Troubles } from "./troubles";

/** Everything that is decided before the first row: who there is, and what will be deployed when. */
export interface FleetPlan {
  readonly window: Window;
  readonly shape: FleetShape;
  readonly company: Company;
  readonly blueprints: readonly Blueprint[];
  /** as many as were asked for, blueprint by blueprint */
  readonly agents: readonly FleetAgent[];
  /** what befalls a real fleet; nothing befalls a calm one */
  readonly troubles: Troubles;
}

/**
 * The plan of a fleet; injected scenarios do not change it. From 4 agents on one in ten is a classic agent, from 8 on
 * one in 25 is idle, from 5 on one in 15 joins within the window.
 * @throws FleetError for options out of range
 */
export function planFleet(options: FleetOptions): FleetPlan {
  const window = windowOf(options);
  const random = new Random(`fleet/${options.seed}`);
  const shape = options.shape ?? "calm";
  const company = planCompany(random.fork("company"), options.agents);
  const blueprints: Blueprint[] = [];
  const agents: FleetAgent[] = [];
  for (const [position, group] of groups(options.agents, shape, random.fork("groups")).entries()) {
    const blueprint = planBlueprint(
      random.fork("blueprint", position),
      company,
      group.kind,
      group.number,
      window,
      shape,
    );
    blueprints.push(blueprint);
    for (let number = 1; number <= group.size; number++) {
      const index = agents.length;
      const joins =
        number > group.size - group.joining ? joining(random.fork("join", position), window, index) : undefined;
      agents.push(
        planAgent(random.fork("agent", index), company, blueprint, {
          index,
          number,
          signs: signing(options.format ?? "mixed", blueprint),
          idle: number === group.size && group.idle,
          joins,
        }),
      );
    }
  }
  const troubles = shape !== "calm" ? planTroubles(random.fork("troubles"), blueprints, agents, window) : noTroubles;
  return { window, shape, company, blueprints, agents, troubles };
}

/** Agents that will share a blueprint. */
interface Group {
  readonly kind: AgentKind;
  readonly number: number;
  readonly size: number;
  readonly idle: boolean;
  /** how many of them join within the window */
  readonly joining: number;
}

/** Blueprints of 2 to 12 agents, kind by kind, until the fleet is full; classic agents come last, one each. */
function groups(agents: number, shape: FleetShape, random: Random): Group[] {
  const real = shape !== "calm";
  const rough = shape === "rough";
  const kinds = real ? realKinds : modernKinds;
  const classics = real ? realClassicKinds : classicKinds;
  const classic = agents >= 4 ? Math.max(1, Math.floor(agents / 10)) : 0;
  const modern = agents - classic;
  const usual = Math.min(12, Math.max(2, Math.round(agents / (real ? 14 : 12))));
  // Of a rough fleet nobody knows which kinds are many.
  const first = rough ? random.int(0, kinds.length - 1) : 0;
  const found: Group[] = [];
  for (let left = modern; left > 0; left -= found.at(-1)!.size) {
    const size = rough ? Math.ceil(usual * random.around(0.7, 0.8, 4)) : usual;
    const position = found.length;
    const kind = kinds[(first + position) % kinds.length]!;
    found.push({
      kind,
      number: Math.floor(position / kinds.length) + 1,
      size: Math.min(size, left),
      idle: agents >= 8 && position % Math.max(2, Math.round(25 / size)) === 1 && left > 1,
      joining: rough
        ? Math.floor(Math.min(size, left) * random.pick([0, 0.3, 0.6]))
        : // A real fleet grows faster.
          Number(agents >= 5 && position % Math.max(3, Math.round((real ? 12 : 15) / size)) === 2 && left > 1),
    });
  }
  for (let i = 0; i < classic; i++)
    found.push({
      kind: classics[i % classics.length]!,
      number: Math.floor(i / classics.length) + 1,
      size: 1,
      idle: false,
      joining: 0,
    });
  return found;
}

/** The first agent joins on the first day, so that creating agents is nothing new later; the others on working days. */
function joining(random: Random, window: Window, index: number): number {
  const days = Math.round((window.end - window.start) / day);
  const earliest = index % 7 === 0 || days < 3 ? 0 : random.int(1, days - 2);
  for (let offset = earliest; offset < days; offset++) {
    const at = window.start + offset * day;
    if (offset === 0 || isWorkday(at)) return at - (at % hour) + random.int(6, 10) * hour + random.int(0, 50) * minute;
  }
  return window.start + 6 * hour;
}

function signing(format: ExecutionFormat, blueprint: Blueprint): boolean {
  return format === "native" || (format === "mixed" && blueprint.kind.signs);
}
