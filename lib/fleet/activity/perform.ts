import type { FleetAgent } from "../plan/agent";
import type { Random } from "../random";
import type { Noise } from "../rows/noise";
import { agendaOf } from "./agenda";
import type { Appointment } from "./appointment";
import type { Operation } from "./operation";
import { fillPrompt } from "./prompt";
import { performReal } from "./real/perform";
import { referenceTo } from "./reference";
import { Session } from "./session";
import type { World } from "./world";

const failures = [
  { type: "timeout", message: "the server did not answer within 10 s" },
  { type: "rate_limited", message: "429 Too Many Requests" },
  { type: "unavailable", message: "503 Service Unavailable" },
];

/** Carries out an appointment as its task says, with the occasional failure that a retry mends. */
export function perform(
  world: World,
  appointment: Appointment,
  emit: (operation: Operation) => void,
  noise: (noise: Noise) => void,
): void {
  if (world.plan.shape !== "calm") {
    performReal(world, appointment, emit, noise);
    return;
  }
  const { agent, start, task, token, user } = appointment;
  const random = world.random.fork("session", agent.index, start);
  const prompt = fillPrompt(random, random.pick(task.prompts));
  const session = new Session(world, random, { agent, start, token, workflow: task.name, prompt, user }, emit, noise);
  session.think(prompt, `I will ${task.steps.map((step) => step.tool).join(", then ")}.`);
  for (const step of task.steps) {
    const [fewest, most] = step.repeat ?? [1, 1];
    for (let times = random.int(fewest, most); times > 0; times--) {
      if (random.chance(0.012)) {
        session.call(step, { error: random.pick(failures) });
        session.wait(random.int(800, 4000));
      }
      session.call(step);
      session.wait(random.around(400, 0.6));
    }
  }
  if (task.handoff) handOver(world, agent, task.handoff, session, random, { emit, noise });
  session.think("Summarise what was done.", `${task.name}: done.`);
  session.finish(`${task.name}: done.`);
}

/** Hands work to a colleague of another kind, if one is at work just then. */
function handOver(
  world: World,
  agent: FleetAgent,
  kind: string,
  session: Session,
  random: Random,
  sinks: { emit: (operation: Operation) => void; noise: (noise: Noise) => void },
): void {
  const { start } = session.settings;
  const hourStart = start - (start % 3_600_000);
  const colleagues = world.agentsOf(kind);
  const colleague = colleagues[agent.index % Math.max(1, colleagues.length)];
  if (!colleague) return;
  const [theirs] = agendaOf(world, colleague, hourStart);
  if (!theirs || theirs.token.issued > session.now) return;
  const target = referenceTo(colleague);
  session.operation("AgentHandoff", "Invoke", random.around(300, 0.4), { target });
  const task = colleague.blueprint.kind.tasks[0]!;
  const prompt = `${agent.name} asks: ${fillPrompt(random, random.pick(task.prompts))}`;
  const inner = new Session(
    world,
    random.fork("handover"),
    {
      agent: colleague,
      start: session.now + 50,
      token: theirs.token,
      workflow: task.name,
      prompt,
      acting: referenceTo(agent),
    },
    sinks.emit,
    sinks.noise,
  );
  inner.think(prompt, `I will ${task.steps[0]!.tool}.`);
  inner.call(task.steps[0]!);
  inner.finish("done.");
  session.wait(inner.now - session.now + 50);
}
