import { LineageError } from "../errors";
import type { AgentState } from "./agent-memory";
import type { PlacedRecord } from "./check-record";

/** What the verifier remembers between two calls. Plain JSON: write it down as it is, and give it back. */
export interface RecordsState {
  readonly version: 2;
  readonly chains: readonly ChainState[];
  readonly agents: readonly AgentState[];
  /** rows that have their verdict: id and arrival, milliseconds since 1970 */
  readonly judged: readonly (readonly [rowId: string, arrived: number])[];
}

/** What is known of one chain. Times are milliseconds since 1970. */
export interface ChainState {
  readonly chainId: string;
  readonly agentId: string;
  /** the furthest place seen, and the `ContentSha256` of the record there */
  readonly sequence: number;
  readonly sha256?: string;
  /** places before it are forgotten */
  readonly from: number;
  readonly seen: readonly SeenPlace[];
  /** records whose predecessor has no verdict yet, while there is time for it to arrive */
  readonly waiting: readonly PlacedRecord[];
  readonly end: ChainEnd;
}

/** What is known of how a chain began and whether it ended. */
export interface ChainEnd {
  /** the newest arrival of a record of the chain */
  readonly arrived: number;
  /** the record at the furthest place, for a verdict on the chain */
  readonly last?: Pick<PlacedRecord["subject"], "eventUid" | "eventTime" | "keyId" | "alg" | "senderId">;
  /** the instance that writes the chain, from its admission */
  readonly instance?: string;
  /** true when the agent was known before the chain */
  readonly later?: true;
  /** true when the writer of the chain says how chains begin and end */
  readonly admits?: true;
  /** the place of a record that closes the chain */
  readonly closed?: number;
  /** true when another chain names this one as the one before */
  readonly succeeded?: true;
  /** when the instance that wrote the chain began another as if there had been none */
  readonly overtaken?: number;
  /** true when nothing more is to be told of the chain's end */
  readonly told?: true;
}

/** A record's content that came for a place. */
export interface SeenContent {
  readonly sha256: string;
  /** when it came first, milliseconds since 1970 */
  readonly arrived: number;
  /** see `PlacedRecord` */
  readonly mark?: string;
  /** who sent it, when known */
  readonly by?: string;
  /** true when the sender may not speak for the agent */
  readonly disputed?: true;
  /** true when the key was not good: it proves nothing against another content */
  readonly doubtful?: true;
}

/** One place of a chain. */
export interface SeenPlace {
  readonly sequence: number;
  /** the record that holds the place; absent when none that came fits */
  readonly held?: SeenContent;
  readonly prev?: string;
  /** of the record that holds the place, or the first that did not fit; milliseconds since 1970 */
  readonly arrived: number;
  /** other contents that came for the place */
  readonly rivals?: readonly SeenContent[];
  /** true when the record before it was missing when its verdict was due */
  readonly afterGap?: boolean;
}

/** The state before the first record. */
export const emptyRecordsState: RecordsState = { version: 2, chains: [], agents: [], judged: [] };

/**
 * Takes back a state that was written as JSON, by this version or the one before.
 * @throws LineageError `records-state` when another version wrote it
 */
export function readRecordsState(value: unknown, source = "verifier state"): RecordsState {
  const state = value as Partial<RecordsState> | null;
  const version = (state as { version?: unknown } | null)?.version;
  if (state && Array.isArray(state.chains) && Array.isArray(state.judged)) {
    if (version === 1) return upgraded(state as unknown as FirstState);
    if (version === 2 && Array.isArray(state.agents)) return state as RecordsState;
  }
  const found = JSON.stringify(version) ?? "none";
  throw new LineageError("records-state", source, [
    `is no state of this verifier, which writes version 2 and found ${found}; begin with emptyRecordsState`,
  ]);
}

/** The state as version 1 of the verifier wrote it. */
interface FirstState {
  readonly chains: readonly {
    readonly chainId: string;
    readonly sequence: number;
    readonly sha256?: string;
    readonly from: number;
    readonly seen: readonly (Omit<SeenPlace, "held" | "rivals"> & { sha256?: string; rivals?: readonly string[] })[];
    readonly waiting: readonly (Omit<PlacedRecord, "agentId"> & { readonly subject: { readonly agentId?: string } })[];
  }[];
  readonly judged: RecordsState["judged"];
}

/** Chains of before are no news: nothing is told of how they ended. */
function upgraded({ chains, judged }: FirstState): RecordsState {
  const agents = new Map<string, AgentState>();
  const upgradedChains = chains.map(({ seen, waiting, ...chain }): ChainState => {
    const agentId = chain.chainId.slice(0, chain.chainId.lastIndexOf("/"));
    const arrived = Math.max(...seen.map((place) => place.arrived));
    const known = agents.get(agentId);
    agents.set(agentId, { agentId, since: Math.min(known?.since ?? arrived, arrived), pause: 0 });
    return {
      ...chain,
      agentId,
      seen: seen.map(({ sha256, rivals, ...place }) => ({
        ...place,
        ...(sha256 === undefined ? {} : { held: { sha256, arrived: place.arrived } }),
        ...(rivals ? { rivals: rivals.map((rival) => ({ sha256: rival, arrived: place.arrived })) } : {}),
      })),
      waiting: waiting.map((record) => ({ ...record, agentId, mark: "" })),
      end: { arrived, told: true },
    };
  });
  return { version: 2, chains: upgradedChains, agents: [...agents.values()], judged };
}
