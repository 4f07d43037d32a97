import { isMonthEnd, isWorkday } from "../../calendar";
import type { Task } from "../../kinds/kind";
import type { FleetAgent } from "../../plan/agent";
import type { Random } from "../../random";
import { expectedSessions } from "../../rhythm";
import { day, hour, minute } from "../../time";
import type { Appointment } from "../appointment";
import { issueToken } from "../token";
import type { World } from "../world";

/** New agents work from an hour after they were created. */
const afterCreation = hour;
/** No more sessions than this come at once. */
const longestClump = 12;
/** Sessions of one burst come within this time. */
const longestBurst = 12 * minute;
/** No day asks for more than this many times an ordinary one. */
const longestDay = 12;

/** What an agent of a real fleet does in the hour that begins at `time`, in order; the same for every caller. */
export function realAgenda(world: World, agent: FleetAgent, time: number): Appointment[] {
  if (agent.idle || time < agent.created + afterCreation) return [];
  const random = world.random.fork("agenda", agent.index, time / hour);
  const starts = startsOf(world, agent, time).sort((a, b) => a - b);
  if (starts.length === 0) return [];
  const token = issueToken(world, agent, starts[0]! - random.int(1500, 4000));
  return starts.map((start) => {
    const task = chooseTask(world, agent, start, random.next());
    const user = random.chance(task.onBehalf) ? random.pick(world.plan.company.people) : undefined;
    return { agent, start, task, user, token };
  });
}

function startsOf(world: World, agent: FleetAgent, time: number): number[] {
  const { kind } = agent.blueprint;
  const random = world.random.fork("starts", agent.index, time / hour);
  const { clump, onCall, zone } = agent.blueprint.manner;
  if (kind.timetable) return timetabled(world, agent, time - zone * hour).map((start) => start + zone * hour);
  const expected = expectedSessions(kind.rhythm, time - shiftOf(world, agent, time)) * demand(world, agent, time);
  const from = time === world.plan.window.start ? 6 * minute : 10_000;
  const draw = (to = hour - 1) => time + random.int(from, to);
  if (!kind.bursts) {
    const count = random.arrivals(expected * (1 - clump) + onCall / 24, Math.ceil(3 * expected) + 2);
    return Array.from({ length: count }, () => draw()).flatMap((start) => clumpOf(random, start, clump, time + hour));
  }
  const [fewest, most] = kind.bursts;
  const bursts = random.arrivals((2 * expected) / (fewest + most), 4);
  // A burst ends within its hour: one that would go on beyond it begins sooner.
  return Array.from({ length: bursts }, () => draw(hour - 1 - longestBurst)).flatMap((start) =>
    Array.from({ length: random.int(fewest, most) }, () => start + random.int(0, longestBurst)),
  );
}

/** A session and those that it brings, within the hour. */
function clumpOf(random: Random, start: number, clump: number, end: number): number[] {
  const found = [start];
  while (clump > 0 && found.length < longestClump && random.chance(clump))
    found.push(found.at(-1)! + random.int(1, 6) * minute);
  return found.filter((at) => at < end);
}

/** How much an agent is asked, times an ordinary day of its kind. */
function demand(world: World, agent: FleetAgent, time: number): number {
  const { dailySpread, most, rampUp, catchUp } = agent.blueprint.manner;
  const today = world.random
    .fork("day", agent.index, Math.floor(time / day))
    .around(1, dailySpread, Math.min(most, longestDay));
  const ramp = agent.joins ? Math.min(1, 0.15 + (0.85 * (time - agent.created)) / rampUp) : 1;
  const growth = world.plan.troubles.growths
    .filter(({ blueprint, from }) => blueprint === agent.blueprint && from <= time)
    .reduce((sum, { from, to, factor }) => sum * (1 + (factor - 1) * Math.min(1, (time - from) / (to - from))), 1);
  return agent.pace * (today + catchUp * closedBefore(time)) * ramp * growth;
}

/** How many days nobody worked until the day of `time`, on which people work again; 0 on any other. */
function closedBefore(time: number): number {
  let days = 0;
  while (isWorkday(time) && !isWorkday(time - (days + 1) * day)) days++;
  return days;
}

/** By how much later than usual the hours of work come, in milliseconds. */
function shiftOf({ plan }: World, { blueprint }: FleetAgent, time: number): number {
  return plan.troubles.shifts
    .filter((shift) => shift.blueprint === blueprint && shift.from <= time)
    .reduce((sum, { hours }) => sum + hours * hour, blueprint.manner.zone * hour);
}

function timetabled(world: World, agent: FleetAgent, time: number): number[] {
  const timetable = agent.blueprint.kind.timetable!;
  const late = world.random.fork("late", agent.index, Math.floor(time / day)).int(0, 5 * minute);
  const own = (agent.index % 7) * minute;
  const midnight = time - (time % day);
  const within = (at: number): number[] => (at >= time && at < time + hour ? [at] : []);
  switch (timetable.every) {
    case "night":
      return within(midnight + timetable.hour * hour + timetable.minute * minute + own + late);
    case "month":
      return isMonthEnd(time) ? within(midnight + timetable.hour * hour + own + late) : [];
    case "week": {
      const { start } = world.plan.window;
      const period = 7 * day - timetable.drift * minute;
      const first = start - (start % day) + ((timetable.weekday - new Date(start).getUTCDay() + 7) % 7) * day;
      const begin = first + timetable.hour * hour + own;
      return within(begin + Math.max(0, Math.ceil((time - begin) / period)) * period);
    }
  }
}

/** By weight; what a release taught is first asked for hours or days after it was put to work. */
function chooseTask(world: World, agent: FleetAgent, start: number, draw: number): Task {
  const { kind, builds, appId } = agent.blueprint;
  const known = kind.tasks.filter((task) => task.learned);
  const usable = known.filter((_, i) => {
    const release = builds.find(({ learned }) => learned > i);
    const wait = world.random.fork("first-use", appId, i).int(1, 96) * hour;
    return release !== undefined && release.deployed + wait <= start;
  });
  const tasks = kind.tasks.filter((task) => !task.learned || usable.includes(task));
  const weigh = ({ name, weight }: Task) => weight * tasteOf(world, agent, name);
  let left = draw * tasks.reduce((sum, task) => sum + weigh(task), 0);
  for (const task of tasks) {
    left -= weigh(task);
    if (left < 0) return task;
  }
  return tasks.at(-1)!;
}

/** How much more of a task an agent does than others of its blueprint. */
function tasteOf(world: World, { index, blueprint }: FleetAgent, task: string): number {
  const { taste } = blueprint.manner;
  return taste === 0 ? 1 : world.random.fork("taste", index, task).around(1, taste, 20);
}
