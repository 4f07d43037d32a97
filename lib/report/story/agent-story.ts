import type { RanPlaybook, SentinelEmulator } from "../../emulator";
import { readActivity } from "./activity";
import type { Asking } from "./asking";
import { readChain } from "./chain";
import { readDone } from "./done";
import type { Found } from "./findings";
import { stopsOf, undoOf } from "./stops";
import type { AgentStory, Finding } from "./story";
import { readTouched } from "./touched";

const minute = 60_000;

/** What an agent's story is read from. */
export interface AgentSource {
  readonly emulator: SentinelEmulator;
  readonly asking: Asking;
  /** the simulated time, ISO 8601 */
  readonly from: string;
  readonly to: string;
  readonly automation: readonly RanPlaybook[];
}

/**
 * Reads one agent's story.
 * @param incidents numbers of those that name it
 * @param known when harm began. @default - the first deed that was found, of its code none is one
 */
export async function readAgentStory(
  { emulator, asking, from, to, automation }: AgentSource,
  { agent, findings }: Found,
  incidents: readonly number[],
  known?: Date,
): Promise<AgentStory> {
  const harm = (known ?? harmOf(findings)).toISOString();
  const stops = stopsOf(automation, agent);
  const [stop] = stops;
  const end = stop ? stop.at : to;
  const suspects = new Set(findings.flatMap(({ deed }) => namesIn(deed)));
  const shown = shownTime(findings, harm, stops.at(-1)?.at, from, to);
  return {
    agent,
    incidents,
    harm,
    shown,
    findings,
    activity: await readActivity(asking, agent.id, shown.from, shown.to),
    touched: await readTouched(asking, agent.id, harm, shown.to, suspects),
    chain: await readChain(asking, agent.id),
    done: await readDone(emulator, asking, agent.id, harm, end, suspects),
    ...(stop ? { stop } : {}),
    furtherStops: stops.slice(1),
    undo: undoOf(automation, agent, stops, incidents[0]),
  };
}

/** The first deed that says much; how an agent's code came about is none. */
function harmOf(findings: readonly Finding[]): Date {
  const deeds = findings.filter(({ weight, detection }) => weight !== "weak" && !/^AIC-02/.test(detection));
  return new Date((deeds[0] ?? findings[0])!.when);
}

/** Names of hosts and stores in a deed: they have a full stop or a slash, and no spaces. */
const namesIn = (deed: string): string[] =>
  deed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => /[a-z0-9][./][a-z0-9]/.test(word));

/** From a little before the first finding to a little after the last stop or finding, within the simulated time. */
function shownTime(
  findings: readonly Finding[],
  harm: string,
  stopped: string | undefined,
  from: string,
  to: string,
): AgentStory["shown"] {
  const times = [harm, ...findings.flatMap(({ when, seen }) => [when, seen]), ...(stopped ? [stopped] : [])];
  const all = times.map((time) => Date.parse(time));
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const margin = Math.max(10 * minute, (last - first) * 0.06);
  const round = (time: number, how: "floor" | "ceil"): number => Math[how](time / minute) * minute;
  return {
    from: new Date(round(Math.min(first, Math.max(first - margin, Date.parse(from))), "floor")).toISOString(),
    to: new Date(round(Math.max(last, Math.min(last + margin, Date.parse(to))), "ceil")).toISOString(),
  };
}
