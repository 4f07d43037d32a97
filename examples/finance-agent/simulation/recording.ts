import { hrTimeToMilliseconds } from "@opentelemetry/core";
import { JsonTraceSerializer } from "@opentelemetry/otlp-transformer";
import type { ReadableSpan, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { type Build, CHANGE_DEPLOYED, CHANGED_BUILD, REVIEWED_BUILD, WEEK_DAYS, WEEK_START } from "../ids";
import type { Task } from "../planner/task";
import { seedLedger } from "../servers/ledger/seed";
import { enableContext } from "../telemetry/context-manager";
import { MemoryExporter } from "../telemetry/provider";
import { SimulatedClock } from "./clock";
import { Deployment, type World } from "./deployment";
import { Random } from "./random";
import { tasksOf } from "./schedule";

const SEED = "contoso finance agent, week 10 of 2026";
const DAY = 86_400_000;
const PROBE_EVERY = 15 * 60_000;

/** What happens in the agent's world at an instant. */
type Happening = { at: Date } & ({ task: Task } | { probe: true } | { deploy: Build });

/** The recordings that exist: the same week, and whether the changed build is deployed in it. */
export const SCENARIOS = {
  "ordinary-week": [],
  exfiltration: [{ at: CHANGE_DEPLOYED, deploy: CHANGED_BUILD }],
} as const satisfies Record<string, readonly Happening[]>;

export type Scenario = keyof typeof SCENARIOS;

/**
 * Lets the agent live through the week and returns its telemetry: OTLP/JSON by day (`2026-03-02`), by the end of
 * the spans. The same arguments give the same bytes.
 * @param days how many days from Monday; fewer give the same first days
 * @param signed gets every span too, as it ends; what is returned stays the same
 */
export async function record(
  scenario: Scenario,
  days = WEEK_DAYS,
  signed?: SpanProcessor,
): Promise<Map<string, Uint8Array>> {
  enableContext();
  const random = new Random(SEED);
  const exporter = new MemoryExporter();
  const clock = new SimulatedClock(WEEK_START);
  const world: World = { start: WEEK_START, clock, ledger: seedLedger(random.fork("ledger")), exporter, signed };

  let deployment = new Deployment(REVIEWED_BUILD, world, random.fork(REVIEWED_BUILD.version));
  for (const happening of happenings(scenario, days, random)) {
    await deployment.idleUntil(happening.at);
    clock.advanceTo(happening.at);
    if ("task" in happening) await deployment.invoke(happening.task);
    else if ("probe" in happening) await deployment.probe(happening.at);
    else {
      await deployment.stop();
      deployment = new Deployment(happening.deploy, world, random.fork(happening.deploy.version));
    }
  }
  await deployment.idleUntil(new Date(WEEK_START.getTime() + days * DAY));
  await deployment.stop();
  return byDay(exporter.spans);
}

function happenings(scenario: Scenario, days: number, random: Random): Happening[] {
  const end = WEEK_START.getTime() + days * DAY;
  const all: Happening[] = SCENARIOS[scenario].filter(({ at }) => at.getTime() < end);
  for (let day = WEEK_START.getTime(); day < end; day += DAY) {
    const date = new Date(day);
    for (const task of tasksOf(date, random.fork(date.toISOString()))) all.push({ at: task.at, task });
    for (let at = day + PROBE_EVERY / 2; at < day + DAY; at += PROBE_EVERY) all.push({ at: new Date(at), probe: true });
  }
  return all.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function byDay(spans: ReadableSpan[]): Map<string, Uint8Array> {
  const days = new Map<string, ReadableSpan[]>();
  for (const span of [...spans].sort(byEnd)) {
    const day = new Date(hrTimeToMilliseconds(span.endTime)).toISOString().slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), span]);
  }
  return new Map([...days].map(([day, list]) => [day, JsonTraceSerializer.serializeRequest(list)!]));
}

function byEnd(a: ReadableSpan, b: ReadableSpan): number {
  return a.endTime[0] - b.endTime[0] || a.endTime[1] - b.endTime[1];
}
