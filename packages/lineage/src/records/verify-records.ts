import { AgentMemory } from "./agent-memory";
import { Chain, placeKey, type Recalled } from "./chain";
import { type Checked, checkRecord, type PlacedRecord, type StoredRecord } from "./check-record";
import { unclosedChains } from "./endings";
import type { KeyRegistry } from "./key-registry";
import { defaultLimits, type StateLimits, withinLimits } from "./limits";
import type { ChainEnd, ChainState, RecordsState } from "./state";
import { type RecordTimes, type TimeOptions, timesOf } from "./times";
import type { RecordVerdict } from "./verdict";

/** How records are verified. */
export interface VerifyRecordsOptions extends TimeOptions {
  readonly registry: KeyRegistry;
  /**
   * All rows that arrived before this instant have been given, in this call or an earlier one. Usually the present; a
   * verifier that catches up gives the end of what it has read, so that unread rows are not taken for missing ones.
   */
  readonly now: Date;
  /**
   * Rows that the store holds for `placesToRecall`, whoever sent them. Without them, a record for a place that is
   * forgotten counts as neither a copy nor a fork.
   */
  readonly recalled?: readonly StoredRecord[];
  /** How much is remembered. */
  readonly limits?: StateLimits;
}

/** What `verifyRecords` came to. */
export interface VerifiedRecords {
  readonly state: RecordsState;
  readonly verdicts: readonly RecordVerdict[];
}

/** A place of a chain. */
export interface ChainPlace {
  readonly chainId: string;
  readonly sequence: number;
  /** `EventEndTime` of the record that stands for it now, ISO 8601 */
  readonly eventTime: string;
}

/**
 * Verifies stored records. A pure function: the same arguments give the same result, and nothing given is changed. No row
 * makes it throw.
 *
 * Each row gets exactly one verdict. A record whose predecessor has none yet waits in the state until that one is there,
 * or the time for late ones is over. A row that is given again, by its id, gets no second verdict as long as it is
 * remembered: read rows again no further back than `rereadMinutes`. A chain that ends without saying so gets a verdict of
 * its own, once.
 *
 * In whatever order the rows of a chain arrive within the time for late ones, the verdicts are the same; only which of two
 * rivals for one place is the `ChainFork` depends on the first that came.
 */
export function verifyRecords(
  state: RecordsState,
  records: readonly StoredRecord[],
  options: VerifyRecordsOptions,
): VerifiedRecords {
  const times = timesOf(options);
  const limits = { ...defaultLimits, ...options.limits };
  const now = options.now.getTime();
  const known = knownRows(state);
  const verdicts: RecordVerdict[] = [];
  const placed: PlacedRecord[] = [];
  for (const record of records) {
    if (known.has(record.id)) continue;
    known.set(record.id, record.arrived.getTime());
    const checked = checkRecord(record, options.registry, times);
    if ("placed" in checked) placed.push(checked.placed);
    else verdicts.push({ ...checked.subject, ...checked.finding });
  }

  const newest = latest(known.values());
  const agents = new Map(state.agents.map((agent) => [agent.agentId, new AgentMemory(agent.agentId, agent, times)]));
  const chains = new Map(state.chains.map((chain) => [chain.chainId, chain]));
  const recalled = byPlace(options.recalled ?? [], options.registry, times);
  const open: Chain[] = [];
  for (const [chainId, fresh] of inOrderOfBeginning(chains, placed, newest - times.remember)) {
    const before = chains.get(chainId);
    const agentId = before?.agentId ?? fresh[0]!.agentId;
    const agent = agents.get(agentId) ?? new AgentMemory(agentId, undefined, times);
    agents.set(agentId, agent);
    hear(agent, fresh, before, chains);
    const chain = new Chain(
      chainId,
      agentId,
      before,
      {
        times,
        recalled,
        unknownBefore: before === undefined && agent.forgot,
        // What may have been told, and was forgotten, is not told again.
        tellsUnadmitted: () => !(agent.forgot && options.recalled === undefined) && agent.tellsUnadmitted(),
      },
      before?.end ?? beginning(agent, chainId, fresh),
    );
    agent.known = true;
    verdicts.push(...chain.judge(fresh, now));
    open.push(chain);
  }
  verdicts.push(...hastened(open, now, limits.waitingPerAgent));
  for (const chain of open) {
    const next = chain.state(newest);
    if (next) chains.set(chain.chainId, next);
  }
  linkChains(chains, placed);
  const unclosed = unclosedChains(chains, agents, now, times);
  const kept = withinLimits([...chains.values()], agents, limits, newest, times.resend);

  const waiting = new Set(kept.flatMap((chain) => chain.waiting.map(({ subject }) => subject.rowId)));
  const judged = [...known].filter(([id, arrived]) => arrived >= newest - times.reread && !waiting.has(id));
  return {
    state: {
      version: 2,
      chains: kept,
      agents: [...agents.values()].filter(({ known: seen }) => seen).map((agent) => agent.next()),
      judged: judged.length <= limits.judged ? judged : judged.sort((a, b) => b[1] - a[1]).slice(0, limits.judged),
    },
    verdicts: [...verdicts, ...unclosed],
  };
}

/**
 * The places that validly signed records stand for and that the state no longer remembers, no more than `most`: what the
 * store holds for them says whether the records are copies, forks or late.
 */
export function placesToRecall(
  state: RecordsState,
  records: readonly StoredRecord[],
  options: Pick<VerifyRecordsOptions, "registry"> & TimeOptions,
  most = 500,
): ChainPlace[] {
  const times = timesOf(options);
  const known = knownRows(state);
  const from = new Map(state.chains.map((chain) => [chain.chainId, chain.from]));
  const forgetful = new Set(state.agents.filter(({ forgot }) => forgot).map(({ agentId }) => agentId));
  const places = new Map<string, ChainPlace>();
  for (const record of records) {
    const { ChainId, ChainSequence, SrcAgentId, Signature } = record.row;
    if (places.size >= most || known.has(record.id) || !Signature) continue;
    const first = from.get(String(ChainId));
    const forgotten =
      first === undefined ? forgetful.has(String(SrcAgentId).toLowerCase()) : Number(ChainSequence) < first;
    if (!forgotten) continue;
    const checked = checkRecord(record, options.registry, times);
    if (!("placed" in checked)) continue;
    const { chainId, sequence, subject } = checked.placed;
    places.set(placeKey(checked.placed), { chainId, sequence, eventTime: subject.eventTime! });
  }
  return [...places.values()];
}

function knownRows({ chains, judged }: RecordsState): Map<string, number> {
  const known = new Map(judged);
  for (const { waiting } of chains) for (const { subject } of waiting) known.set(subject.rowId, subject.arrived);
  return known;
}

function byPlace(rows: readonly StoredRecord[], registry: KeyRegistry, times: RecordTimes): Recalled {
  const places = new Map<string, PlacedRecord[]>();
  for (const row of rows) {
    const checked: Checked = checkRecord(row, registry, times);
    if ("placed" in checked) append(places, placeKey(checked.placed), checked.placed);
  }
  for (const earlier of places.values()) earlier.sort((a, b) => a.subject.arrived - b.subject.arrived);
  return places;
}

/** Chains with something to judge or to forget, those that began first before the others. */
function inOrderOfBeginning(
  chains: ReadonlyMap<string, ChainState>,
  placed: readonly PlacedRecord[],
  limit: number,
): [string, PlacedRecord[]][] {
  const fresh = new Map<string, PlacedRecord[]>();
  for (const chain of chains.values()) if (!isSettled(chain, limit)) fresh.set(chain.chainId, []);
  const begun = [...placed].sort(
    (a, b) =>
      a.subject.arrived - b.subject.arrived ||
      compare(a.subject.eventTime!, b.subject.eventTime!) ||
      compare(a.chainId, b.chainId),
  );
  for (const record of begun) append(fresh, record.chainId, record);
  return [...fresh];
}

/** What the agent is known by after these records. */
function hear(
  agent: AgentMemory,
  fresh: readonly PlacedRecord[],
  before: ChainState | undefined,
  chains: ReadonlyMap<string, ChainState>,
): void {
  let last = before?.end.arrived;
  for (const { subject, telling } of fresh) {
    agent.arrived(subject.arrived, last);
    last = Math.max(last ?? subject.arrived, subject.arrived);
    if (telling) agent.heard(telling, (chainId) => chains.has(chainId));
  }
}

function beginning(agent: AgentMemory, chainId: string, fresh: readonly PlacedRecord[]): ChainEnd {
  return {
    arrived: fresh[0]!.subject.arrived,
    ...(agent.known ? { later: true } : {}),
    ...(agent.admits ? { admits: true } : {}),
    ...(agent.isNamed(chainId) ? { succeeded: true } : {}),
  };
}

/** Verdicts on what waits beyond the number that an agent may have waiting. */
function hastened(chains: readonly Chain[], now: number, most: number): RecordVerdict[] {
  const verdicts: RecordVerdict[] = [];
  const byAgent = new Map<string, Chain[]>();
  for (const chain of chains) append(byAgent, chain.agentId, chain);
  for (const own of byAgent.values()) {
    let waiting = own.reduce((sum, { waits }) => sum + waits, 0);
    for (const chain of own.sort((a, b) => b.waits - a.waits)) {
      if (waiting <= most) break;
      waiting -= chain.waits;
      verdicts.push(...chain.hasten(now));
      waiting += chain.waits;
    }
  }
  return verdicts;
}

/** What records say about other chains of their agent. */
function linkChains(chains: Map<string, ChainState>, placed: readonly PlacedRecord[]): void {
  const beginnings = placed.filter(({ telling }) => telling && telling.type !== "closed");
  const agents = new Set(beginnings.map(({ agentId }) => agentId));
  const own = new Map<string, string[]>();
  for (const { agentId, chainId } of chains.values()) if (agents.has(agentId)) append(own, agentId, chainId);
  const update = (chainId: string, change: Partial<ChainEnd>) => {
    const chain = chains.get(chainId)!;
    chains.set(chainId, { ...chain, end: { ...chain.end, ...change } });
  };
  for (const { agentId, chainId, telling, subject } of beginnings)
    for (const other of own.get(agentId) ?? []) {
      const { instance, overtaken, arrived } = chains.get(other)!.end;
      if (other === chainId) continue;
      if (other === telling!.previous) update(other, { succeeded: true });
      const again = telling!.type === "started" && instance !== undefined && instance === telling!.instance;
      if (again && overtaken === undefined && arrived <= subject.arrived) update(other, { overtaken: subject.arrived });
    }
}

/** Nothing to judge and nothing to forget. */
function isSettled({ seen, waiting }: ChainState, limit: number): boolean {
  return waiting.length === 0 && (seen.length === 1 || seen.every(({ arrived }) => arrived >= limit));
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function latest(times: Iterable<number>): number {
  let newest = Number.NEGATIVE_INFINITY;
  for (const time of times) if (time > newest) newest = time;
  return newest;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
