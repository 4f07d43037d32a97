import { agendaOf } from "../activity/agenda";
import { World } from "../activity/world";
import { isWorkday } from "../calendar";
import { FleetError } from "../errors";
import type { FleetAgent } from "../plan/agent";
import type { FleetPlan } from "../plan/plan";
import type { Outage } from "../plan/troubles";
import { Random } from "../random";
import type { Injection } from "../scenarios/inject";
import { day, hour, iso, minute } from "../time";
import { attacks } from ".";
import type { Attack } from "./attack";
import { Scene } from "./scene";

/** The first attack comes when a week is known at least. */
const earliest = 8 * day;

/**
 * Plans attacks on a real fleet: on working days of the second half, each on an agent that has been attacked least so far.
 * @param names `all` stands for every attack that the fleet has a victim for
 * @throws FleetError for names that are not known, and for named attacks without a victim
 */
export function placeAttacks(names: readonly string[], world: World): Injection[] {
  const wanted = names.includes("all") ? attacks : names.map(named);
  const random = new Random(`attacks/${world.seed}`);
  const hit = new Map<FleetAgent, number>();
  const placed: Injection[] = [];
  for (const attack of wanted) {
    for (const { agent, at } of placesOf(attack, world, random.fork(attack.name), hit)) {
      const injection = injectionOf(attack, world, agent, at);
      if (placed.some((other) => hides(other, injection) || hides(injection, other))) continue;
      hit.set(agent, (hit.get(agent) ?? 0) + 1);
      placed.push(injection);
      break;
    }
    if (!names.includes("all") && placed.at(-1)?.truth.scenario !== attack.name)
      throw new FleetError(
        `no agent is there that "${attack.name}" could happen to`,
        "ask for more agents or days: 60 agents and 14 days have a victim for every attack",
      );
  }
  if (placed.length > 0 || wanted.length === 0) return placed;
  throw new FleetError(
    "attacks begin on a working day after the eighth, and the fleet's time has none",
    "ask for more days: 14 have enough of them",
  );
}

function named(name: string): Attack {
  const found = attacks.find((attack) => attack.name === name);
  if (found) return found;
  throw new FleetError(
    `there is no attack "${name}"`,
    `attacks on a real fleet: all, ${attacks.map((attack) => attack.name).join(", ")}`,
  );
}

interface Place {
  readonly agent: FleetAgent;
  readonly at: number;
}

/** An attack that takes records away would take those of another with it. */
function hides({ silenced, lost }: Injection, { truth }: Injection): boolean {
  return [silenced, lost].some(
    (span) => span?.agent.id === truth.agentId && Date.parse(truth.from) < span.to && Date.parse(truth.to) >= span.from,
  );
}

/** Agents and times that an attack fits, one of those that were attacked least first. */
function placesOf(attack: Attack, world: World, random: Random, hit: ReadonlyMap<FleetAgent, number>): Place[] {
  const { window } = world.plan;
  const { joined, working } = attack.victims ?? {};
  const from = window.start + Math.max(earliest, (window.end - window.start) / 2);
  const days = workdays(from, window.end - day);
  const [first, last] = attack.hours ?? [8, 14];
  // With no such day, nobody can be hit but agents that join: nothing happens after the end.
  const on = days.length > 0 ? random.pick(days) : window.end;
  const at = on + random.int(first, last) * hour + random.int(1, 58) * minute;
  const places = world.plan.agents
    .map((agent) => ({ agent, at: joined ? agent.created + joined.after : timeOf(agent, at, world, random) }))
    .flatMap((place) => (working ? beforeWork(world, place) : [place]))
    .filter((place) => fits(attack, place, world.plan));
  const hits = ({ agent }: Place): number => hit.get(agent) ?? 0;
  const least = Math.min(...places.map(hits));
  const free = places.filter((place) => hits(place) === least);
  if (free.length === 0) return [];
  const drawn = random.pick(free);
  return [drawn, ...places.filter((place) => place !== drawn).sort((a, b) => hits(a) - hits(b))];
}

/** At the hour of the agent's people; in a rough fleet, half of the attackers wait for a release that explains much. */
function timeOf({ index, blueprint }: FleetAgent, at: number, { plan }: World, random: Random): number {
  const own = random.fork("after-release", index);
  if (plan.shape !== "rough" || own.chance(0.5)) return at + blueprint.manner.zone * hour;
  const half = (plan.window.start + plan.window.end) / 2;
  const releases = blueprint.builds.filter(({ deployed }) => deployed > half && deployed < plan.window.end - 2 * day);
  return releases.length > 0 ? own.pick(releases).deployed + own.int(1, 8) * hour : at + blueprint.manner.zone * hour;
}

/** A minute before the agent begins its next session, if it does within half a day: who is idle has nothing to lose. */
function beforeWork(world: World, { agent, at }: Place): Place[] {
  for (let time = at - (at % hour); time < at + 12 * hour; time += hour) {
    const start = agendaOf(world, agent, time).find((appointment) => appointment.start >= at)?.start;
    if (start !== undefined) return [{ agent, at: start - minute }];
  }
  return [];
}

function workdays(from: number, to: number): number[] {
  const found: number[] = [];
  for (let at = from - (from % day) + (from % day === 0 ? 0 : day); at < to; at += day)
    if (isWorkday(at)) found.push(at);
  return found;
}

function fits({ victims = {} }: Attack, { agent, at }: Place, { window: { end }, troubles }: FleetPlan): boolean {
  const { kind, classic } = agent.blueprint;
  if (at >= end) return false;
  if (victims.kinds ? !victims.kinds.includes(kind.name) : classic) return false;
  if (agent.idle !== (victims.idle ?? false)) return false;
  if (victims.signs !== undefined && victims.signs !== agent.signs) return false;
  if (victims.afterOutage && !troubles.outages.some((outage) => outage.to < at && stopped(outage, agent))) return false;
  if (victims.joined) return agent.joins && at > 0 && at < end - 6 * hour;
  return agent.created < at - earliest;
}

const stopped = ({ hosts }: Outage, { blueprint }: FleetAgent): boolean =>
  Object.values(blueprint.kind.tools).some(({ server }) => hosts.has(server));

function injectionOf(attack: Attack, world: World, agent: FleetAgent, at: number): Injection {
  const { build, silenced, lost } = attack.changes?.(new Scene(world, attack.name, agent, at)) ?? {};
  const overrides = build ? [build] : [];
  const scene = new Scene(new World(world.plan, world.seed, overrides), attack.name, agent, at);
  attack.write(scene);
  const { rows, operations } = scene.stage;
  const until = [silenced, lost].flatMap((span) => (typeof span === "number" ? [at + span] : []));
  const times = [...rows.map(({ time }) => time), ...operations.flatMap(({ start, end }) => [start, end]), ...until];
  const { id, name, blueprintId } = scene.about ?? agent;
  return {
    truth: {
      scenario: attack.name,
      title: attack.title,
      strength: attack.strength,
      detections: attack.detections,
      agentId: id,
      agentName: name,
      ...(blueprintId && { blueprintId }),
      from: iso(Math.min(at, ...times)),
      to: iso(Math.min(world.plan.window.end - 1, Math.max(at, ...times))),
    },
    rows,
    operations,
    overrides,
    ...(silenced && { silenced: { agent, from: at, to: typeof silenced === "number" ? at + silenced : Infinity } }),
    ...(lost && { lost: { agent, from: at, to: at + lost } }),
  };
}
