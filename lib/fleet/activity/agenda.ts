import type { Task } from "../kinds/kind";
import type { FleetAgent } from "../plan/agent";
import { expectedSessions } from "../rhythm";
import { day, hour, minute } from "../time";
import type { Appointment } from "./appointment";
import { realAgenda } from "./real/agenda";
import { issueToken } from "./token";
import type { World } from "./world";

/** New agents work from an hour after they were created, when the asset sync has seen them. */
const afterCreation = hour;
/** The first snapshot and the lineage records come before any work. */
const afterStart = 6 * minute;
/** After a release the new task is tried at once, so that what is new is seen to come with it. */
const tryingOut = 4 * hour;

/** What an agent does in the hour that begins at `time`, in order; the same for every caller. */
export function agendaOf(world: World, agent: FleetAgent, time: number): Appointment[] {
  if (world.plan.shape !== "calm") return realAgenda(world, agent, time);
  const { kind, builds } = agent.blueprint;
  if (agent.idle || (agent.joins && time < agent.created + afterCreation)) return [];
  const random = world.random.fork("agenda", agent.index, time / hour);
  const expected = expectedSessions(kind.rhythm, time) * agent.pace;
  const count = random.arrivals(expected, Math.ceil(2 * expected) + 1);
  if (count === 0) return [];
  const from = time === world.plan.window.start ? afterStart : 10_000;
  const starts = Array.from({ length: count }, () => time + random.int(from, hour - 1)).sort((a, b) => a - b);
  const token = issueToken(world, agent, starts[0]! - random.int(1500, 4000));
  const people = world.plan.company.people;
  return starts.map((start, i) => {
    const learned = builds.findLast((build) => build.deployed <= start)?.learned ?? 0;
    const task = chooseTask(agent, start, i, learned, random.next(), world.plan.window.start);
    const user = random.chance(task.onBehalf) ? random.pick(people) : undefined;
    return { agent, start, task, user, token };
  });
}

/**
 * The task of a session. In its first days an agent goes through its tasks by turns, so that all of its habits are
 * known after a week; later it takes them by their weight.
 */
function chooseTask(
  agent: FleetAgent,
  start: number,
  position: number,
  learned: number,
  draw: number,
  windowStart: number,
): Task {
  const { kind, builds } = agent.blueprint;
  const basic = kind.tasks.filter((task) => !task.learned);
  const extra = kind.tasks.filter((task) => task.learned).slice(0, learned);
  const release = builds.findLast((build) => build.deployed <= start);
  const before = release && builds[builds.indexOf(release) - 1];
  if (release && before && release.learned > before.learned && start < release.deployed + tryingOut)
    return extra.at(-1)!;
  const since = agent.joins ? agent.created : windowStart;
  const tasks = [...basic, ...extra];
  if (start < since + 5 * day) return tasks[(Math.floor(start / hour) + agent.index + position) % tasks.length]!;
  let left = draw * tasks.reduce((sum, task) => sum + task.weight, 0);
  for (const task of tasks) {
    left -= task.weight;
    if (left < 0) return task;
  }
  return tasks.at(-1)!;
}
