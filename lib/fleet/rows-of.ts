import { agendaOf } from "./activity/agenda";
import type { Operation } from "./activity/operation";
import { perform } from "./activity/perform";
import type { World } from "./activity/world";
import { sources } from "./background";
import type { Row, Sink, TimedRow } from "./row";
import { nativeRow, nativeStream } from "./rows/native";
import { type Noise, noiseRow } from "./rows/noise";
import { otelRow, otelStream } from "./rows/otel";
import { Seal } from "./rows/seal";
import { signIn } from "./rows/sign-in";
import { signalsOf } from "./rows/signals";
import { signatureStream, verdictRow } from "./rows/verdict";
import type { Injection } from "./scenarios/inject";
import { hour } from "./time";

/** How long the signature verifier is behind, in milliseconds. */
const verification = 40_000;

/** All rows in the order of time, an hour at a time: memory depends on the agents, not on the days. */
export function* rowsOf(world: World, injections: readonly Injection[]): Generator<TimedRow> {
  const { start, end } = world.plan.window;
  const seal = new Seal();
  const gaps = new Set<string>();
  let rows: TimedRow[] = [];
  let operations: Operation[] = [];
  const sink: Sink = (target, time, row) => rows.push({ target, time, row });
  for (let time = start; time < end; time += hour) {
    const until = time + hour;
    for (const source of sources) source.hour(world, time, sink);
    work(world, time, sink, (operation) => operations.push(operation));
    for (const injection of injections) {
      for (const { target, time: at, row } of injection.rows) if (at >= time && at < until) sink(target, at, row);
      operations.push(...injection.operations.filter((operation) => operation.end >= time && operation.end < until));
    }
    // Chains take records in the order in which they end; what ends later belongs to the next hour.
    const [ended, open] = partition(operations, (operation) => operation.end < until);
    operations = open;
    for (const operation of ended.sort((a, b) => a.end - b.end))
      if (isIn("silenced", injections, operation)) signalsOf(sink, world.plan.company, operation);
      else record(world, operation, seal, gaps, sink, isIn("lost", injections, operation));
    const [due, later] = partition(rows, (row) => row.time < until);
    rows = later;
    yield* due.sort((a, b) => a.time - b.time);
  }
}

/** The agents' own work within an hour. */
function work(world: World, time: number, sink: Sink, emit: (operation: Operation) => void): void {
  const { company, agents } = world.plan;
  for (const agent of agents) {
    const agenda = agendaOf(world, agent, time);
    if (agenda[0]) signIn(sink, company, agent, agenda[0].token);
    const random = world.random.fork("noise", agent.index, time);
    const noise = (item: Noise): void => {
      if (item.session.settings.agent.signs) return;
      const build = world.buildOf(item.session.settings.agent, item.time);
      sink(otelStream, item.time, noiseRow(item, random, build, company.registry));
    };
    for (const appointment of agenda) perform(world, appointment, emit, noise);
  }
}

/**
 * What an operation leaves: the agent's own record, the verifier's verdict on it, and what other services note.
 * @param gaps agents of whose chains the newest records were lost
 */
function record(world: World, operation: Operation, seal: Seal, gaps: Set<string>, sink: Sink, lost: boolean): void {
  const { company } = world.plan;
  const { agent, end } = operation;
  if (agent.signs) {
    const sealed: Row = seal.seal(nativeRow(operation));
    if (lost) gaps.add(agent.id);
    else {
      const verdict = gaps.delete(agent.id) ? (["ChainGap", "records before this one did not arrive"] as const) : [];
      sink(nativeStream, end, sealed);
      sink(signatureStream, end + verification, verdictRow(sealed, end, verification, ...verdict));
    }
  } else sink(otelStream, end, otelRow(operation, company.registry));
  signalsOf(sink, company, operation);
}

const isIn = (what: "silenced" | "lost", injections: readonly Injection[], { agent, end }: Operation): boolean =>
  injections.some(({ [what]: span }) => span?.agent === agent && span.from <= end && end < span.to);

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  const first: T[] = [];
  const second: T[] = [];
  for (const item of items) (isFirst(item) ? first : second).push(item);
  return [first, second];
}
