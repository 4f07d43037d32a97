import { isMonthEnd } from "../../calendar";
import type { AgentKind, Step, Task } from "../../kinds/kind";
import type { FleetAgent } from "../../plan/agent";
import type { Random } from "../../random";
import type { Noise } from "../../rows/noise";
import { minute } from "../../time";
import { agendaOf } from "../agenda";
import type { Appointment } from "../appointment";
import type { Operation } from "../operation";
import { fillPrompt } from "../prompt";
import { referenceTo } from "../reference";
import { Session } from "../session";
import type { World } from "../world";
import { pageHost } from "./hosts";

interface Sinks {
  readonly emit: (operation: Operation) => void;
  readonly noise: (noise: Noise) => void;
}

/** More agents than this do not take part in one request. */
const longestChain = 3;
const throttled = { status: 429, error: { type: "429", message: "Too Many Requests" } } as const;
const unavailable = { status: 503, error: { type: "503", message: "Service Unavailable" } } as const;
const timeout = { type: "timeout", message: "the server did not answer within 10 s" } as const;

/** What could not be done is tried again this often, some minutes later each time. */
const attempts = 7;

/**
 * Carries out an appointment of a real fleet: in the order that the model thinks best, with retries when services fail,
 * with more data when a month ends, and with colleagues who hand on in turn.
 */
export function performReal(
  world: World,
  appointment: Appointment,
  emit: (operation: Operation) => void,
  noise: (noise: Noise) => void,
): void {
  const { agent, task, token } = appointment;
  const random = world.random.fork("session", agent.index, appointment.start);
  const prompt = fillPrompt(random, random.pick(task.prompts));
  let { start } = appointment;
  for (let attempt = 1; attempt <= attempts && start < token.expires; attempt++) {
    const session = attend(world, { ...appointment, start }, prompt, random, { emit, noise });
    if (session.done) return;
    start = session.ended + random.int(3, 9) * minute;
  }
}

function attend(world: World, appointment: Appointment, prompt: string, random: Random, sinks: Sinks) {
  const { agent, start, task, token, user } = appointment;
  const { emit, noise } = sinks;
  const session = new Session(world, random, { agent, start, token, workflow: task.name, prompt, user }, emit, noise);
  session.think(prompt, `I will work on ${task.name}.`);
  const done = carryOut(world, agent, task, session, random);
  const { adHoc } = agent.blueprint.manner;
  const other = adHoc > 0 && random.chance(adHoc) ? random.pick(world.plan.blueprints).kind.name : undefined;
  const next = task.handoff ?? (other === agent.blueprint.kind.name ? undefined : other);
  if (done && next) handOn(world, agent, next, session, random, sinks, 1);
  if (done) session.think("Summarise what was done.", `${task.name}: done.`);
  const ended = session.now;
  session.finish(done ? `${task.name}: done.` : `${task.name}: a service does not answer.`, done ? undefined : timeout);
  return { done, ended };
}

/** @returns false when a service did not answer in the end */
function carryOut(world: World, agent: FleetAgent, task: Task, session: Session, random: Random): boolean {
  const scale = dataScale(agent.blueprint.kind, session.now);
  for (const step of improvise(agent.blueprint.kind, task, random)) {
    const [fewest, most] = step.repeat ?? [1, 1];
    for (let times = random.int(fewest, most); times > 0; times--) {
      if (!call(world, agent, scaled(step, scale), session, random)) return false;
      session.wait(random.around(400, 0.6));
    }
  }
  return true;
}

/** One call, tried up to five times with growing pauses. */
function call(world: World, agent: FleetAgent, step: Step, session: Session, random: Random): boolean {
  const asked = step.send?.browse
    ? { ...step, send: { ...step.send, host: pageHost(world, agent, random), path: `/p/${random.int(100, 9999)}` } }
    : step;
  const server = agent.blueprint.kind.tools[step.tool]?.server;
  for (let attempt = 0; attempt < 5; attempt++) {
    const outage = world.plan.troubles.outages.find(
      ({ from, to, hosts }) => from <= session.now && session.now < to && server !== undefined && hosts.has(server),
    );
    if (!random.chance(outage?.share ?? agent.blueprint.manner.errors)) {
      session.call(asked);
      return true;
    }
    if (outage) session.call(asked, random.chance(0.4) ? throttled : unavailable);
    else session.call(asked, { error: timeout });
    session.wait(random.around(900 * 2 ** attempt, 0.4));
  }
  return false;
}

/** What a model makes of a task: mostly the usual steps, at times without one, in another order or with one of another task. */
function improvise(kind: AgentKind, { steps, learned }: Task, random: Random): readonly Step[] {
  const draw = random.next();
  const at = random.int(0, steps.length - 1);
  if (draw < 0.01) {
    const others = kind.tasks.filter((task) => !task.learned || learned).flatMap((task) => task.steps);
    return [...steps.slice(0, at + 1), random.pick(others), ...steps.slice(at + 1)];
  }
  if (draw < 0.016 && steps.length > 1) return [...steps.slice(at), ...steps.slice(0, at)];
  return draw < 0.04 && steps.length > 1 ? steps.filter((_, i) => i !== at) : steps;
}

/** How much more data there is when a month ends: a job does it all at once, others also work more often. */
function dataScale({ rhythm, timetable }: AgentKind, time: number): number {
  if (!isMonthEnd(time) || rhythm.monthEnd < 1.3) return 1;
  return timetable ? rhythm.monthEnd : 4;
}

const scaled = (step: Step, scale: number): Step =>
  scale === 1 || step.data?.verb !== "SELECT"
    ? step
    : { ...step, data: { ...step.data, rows: step.data.rows * scale } };

/** Hands work to a colleague of another kind, if one is at work just then, who may hand it on. */
function handOn(
  world: World,
  agent: FleetAgent,
  kind: string,
  session: Session,
  random: Random,
  sinks: Sinks,
  depth: number,
): void {
  const { now } = session;
  const colleagues = world.agentsOf(kind);
  const colleague = colleagues[agent.index % Math.max(1, colleagues.length)];
  if (!colleague || depth >= longestChain) return;
  const [theirs] = agendaOf(world, colleague, now - (now % 3_600_000));
  if (!theirs || theirs.token.issued > now) return;
  session.operation("AgentHandoff", "Invoke", random.around(300, 0.4), { target: referenceTo(colleague) });
  const task = random.pick(colleague.blueprint.kind.tasks.filter((one) => !one.learned));
  const prompt = `${agent.name} asks: ${fillPrompt(random, random.pick(task.prompts))}`;
  const settings = { agent: colleague, start: session.now + 50, token: theirs.token, workflow: task.name, prompt };
  const acting = { acting: referenceTo(agent), traceId: session.traceId };
  const inner = new Session(world, random.fork("handover", depth), { ...settings, ...acting }, sinks.emit, sinks.noise);
  inner.think(prompt, `I will work on ${task.name}.`);
  const done = carryOut(world, colleague, task, inner, random);
  if (done && task.handoff && task.handoff !== kind)
    handOn(world, colleague, task.handoff, inner, random, sinks, depth + 1);
  inner.finish(done ? "done." : "a service does not answer.", done ? undefined : timeout);
  session.wait(inner.now - session.now + 50);
}
