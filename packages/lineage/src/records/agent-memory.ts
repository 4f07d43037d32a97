import type { ChainTelling } from "./check-record";
import type { RecordTimes } from "./times";

/** What is known of one agent over its chains. Times are milliseconds since 1970. */
export interface AgentState {
  readonly agentId: string;
  /** the first arrival */
  readonly since: number;
  /** milliseconds: the longest pause between two records of one of its chains */
  readonly pause: number;
  /** true when a writer of the agent has said how a chain began or ended: from then on, silence says something */
  readonly admits?: true;
  /** of an agent whose writers say nothing about their chains, an end and a beginning are told once */
  readonly toldUnclosed?: true;
  readonly toldUnadmitted?: true;
  /** chains that were named as the one before, and are not known (yet) */
  readonly named?: readonly string[];
  /** true when chains of the agent were forgotten: a chain that is not known need not be new */
  readonly forgot?: true;
}

const week = 7 * 86_400_000;
const mostNamed = 32;

/** One agent while new records of it are judged: made from its state, and turned into the next one. */
export class AgentMemory {
  private state: AgentState;

  constructor(
    agentId: string,
    state: AgentState | undefined,
    private readonly times: RecordTimes,
  ) {
    this.state = state ?? { agentId, since: Number.POSITIVE_INFINITY, pause: 0 };
    this.known = state !== undefined;
  }

  /** Whether the agent has had a chain. */
  known: boolean;

  get admits(): boolean {
    return this.state.admits === true;
  }

  get forgot(): boolean {
    return this.state.forgot === true;
  }

  next(): AgentState {
    return this.state;
  }

  /** A record of one of the agent's chains arrived. @param before the newest arrival in that chain until then */
  arrived(at: number, before: number | undefined): void {
    const pause = before === undefined ? 0 : Math.min(at - before, this.times.silence.most);
    const { since } = this.state;
    if (at < since || pause > this.state.pause)
      this.state = { ...this.state, since: Math.min(since, at), pause: Math.max(pause, this.state.pause) };
  }

  /** A record says something about its chain. */
  heard({ previous }: ChainTelling, isKnown: (chainId: string) => boolean): void {
    if (!this.state.admits) this.state = { ...this.state, admits: true };
    if (previous === undefined || isKnown(previous)) return;
    const named = [...(this.state.named ?? []).filter((chainId) => chainId !== previous), previous];
    this.state = { ...this.state, named: named.slice(-mostNamed) };
  }

  /** Whether a chain that only now becomes known was named by another as the one before. */
  isNamed(chainId: string): boolean {
    return this.state.named?.includes(chainId) ?? false;
  }

  forget(): void {
    if (!this.state.forgot) this.state = { ...this.state, forgot: true };
  }

  /** Milliseconds of silence after which a chain without an end is told. */
  silence(now: number): number {
    const { newcomer, least, most } = this.times.silence;
    const floor = now - this.state.since >= week ? least : newcomer;
    return Math.min(most, Math.max(floor, 2 * this.state.pause));
  }

  /** Whether a new chain without admission is to be told, which it then is. */
  tellsUnadmitted(): boolean {
    if (this.state.admits) return true;
    if (this.state.toldUnadmitted) return false;
    this.state = { ...this.state, toldUnadmitted: true };
    return true;
  }

  /** Whether a chain without an end is to be told, which it then is. @param admits whether its writer says how chains end */
  tellsUnclosed(admits: boolean): boolean {
    if (admits) return true;
    if (this.state.admits || this.state.toldUnclosed) return false;
    this.state = { ...this.state, toldUnclosed: true };
    return true;
  }
}
