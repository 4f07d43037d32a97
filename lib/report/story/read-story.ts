import type { RanPlaybook, SentinelEmulator, Simulation } from "../../emulator";
import { type AgentSource, readAgentStory } from "./agent-story";
import { Asking } from "./asking";
import { incidentsOf, responsesOf } from "./events";
import { type Found, readFindings } from "./findings";
import { noiseOf, type Precision } from "./noise";
import type { AgentStory, Story, StoryIncident } from "./story";

/** So many agents are told of one by one; a page of more is read by nobody. */
const toldAgents = 8;
const day = 86_400_000;

/** What came of a simulation, as far as a story tells it. */
type StorySource = Pick<
  Simulation,
  "from" | "to" | "portal" | "ingest" | "runs" | "alerts" | "incidents" | "automation" | "notes" | "needs"
>;

/** What a story is read with. */
interface StoryOptions {
  /** @default - says how many incidents there are */
  readonly title?: string;
  /** when harm began, by agent id. @default - the first deed that was found */
  readonly harm?: Readonly<Record<string, Date>>;
  /** playbooks that were started by hand after the simulated time */
  readonly byHand?: readonly RanPlaybook[];
  /** of each rule, where the truth is known */
  readonly precision?: Precision;
}

/**
 * Reads the story of a simulation from the tables and the ledger of the workspace it ran in.
 * @param emulator that workspace, still open
 */
export async function readStory(
  emulator: SentinelEmulator,
  simulation: StorySource,
  { title, harm = {}, byHand = [], precision }: StoryOptions = {},
): Promise<Story> {
  const { from, to } = simulation;
  const automation = [...simulation.automation, ...byHand];
  const incidents = incidentsOf(simulation);
  const asking = new Asking(emulator, new Date(to));
  const days = Math.max(14, Math.ceil((Date.parse(to) - Date.parse(from)) / day) + 1);
  const found = await readFindings(asking, simulation.alerts, `${days}d`);
  const source: AgentSource = { emulator, asking, from, to, automation };
  const agents: AgentStory[] = [];
  for (const [one, numbers] of told(found, simulation, incidents))
    agents.push(await readAgentStory(source, one, numbers, harm[one.agent.id]));
  return {
    title: title ?? titleOf(incidents),
    from,
    to,
    portal: portalText(simulation),
    agents,
    incidents,
    ...responsesOf(automation),
    ...noiseOf(simulation, emulator.workspace.rules, precision),
    ingest: simulation.ingest.filter(({ rowsIn }) => rowsIn > 0),
    needs: simulation.needs ?? [],
    notes: simulation.notes,
  };
}

const titleOf = ({ length }: readonly StoryIncident[]): string =>
  length === 0 ? "No incident" : `${length} incident${length === 1 ? "" : "s"}`;

/** Agents that incidents name, in the order of these. */
function told(
  found: readonly Found[],
  simulation: Pick<Simulation, "incidents">,
  incidents: readonly StoryIncident[],
): [Found, number[]][] {
  const texts = new Map(
    simulation.incidents.map(({ number, alerts }) => [
      number,
      JSON.stringify(alerts.map(({ entities, customDetails }) => [entities, customDetails])).toLowerCase(),
    ]),
  );
  const numbersOf = ({ agent }: Found): number[] =>
    incidents.map(({ number }) => number).filter((number) => texts.get(number)!.includes(agent.id));
  const order = (numbers: readonly number[]): number => incidents.findIndex(({ number }) => number === numbers[0]);
  return found
    .map((one): [Found, number[]] => [one, numbersOf(one)])
    .filter(([, numbers]) => numbers.length > 0)
    .sort(([, a], [, b]) => order(a) - order(b))
    .slice(0, toldAgents);
}

function portalText({ portal: { portal, syncDelay } }: Pick<Simulation, "portal">): string {
  return portal === "azure"
    ? "in the Azure portal"
    : `in the Defender portal, from which incidents take ${syncDelay / 60_000} min to Sentinel`;
}
