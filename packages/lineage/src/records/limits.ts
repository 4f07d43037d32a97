import type { AgentMemory } from "./agent-memory";
import type { ChainState } from "./state";

/** How much the verifier remembers. What goes beyond is forgotten, which is never held against anybody. */
export interface StateLimits {
  /** @default 64 */
  readonly chainsPerAgent?: number;
  /** @default 20 000 */
  readonly chains?: number;
  /** @default 5000 */
  readonly placesPerAgent?: number;
  /** @default 100 000 */
  readonly places?: number;
  /** Records of one agent that wait for earlier ones. @default 1000 */
  readonly waitingPerAgent?: number;
  /** Rows that are known by their id. @default 200 000 */
  readonly judged?: number;
}

export const defaultLimits: Required<StateLimits> = {
  chainsPerAgent: 64,
  chains: 20_000,
  placesPerAgent: 5000,
  places: 100_000,
  waitingPerAgent: 1000,
  judged: 200_000,
};

/**
 * The chains that are remembered: of each agent so many, of all so many, taken from those who have most; of those with the
 * most places, fewer places. What has ended, and what was quiet longest, goes first.
 * @param keepsEnded milliseconds that a chain is remembered after it ended
 */
export function withinLimits(
  chains: readonly ChainState[],
  agents: ReadonlyMap<string, AgentMemory>,
  limits: Required<StateLimits>,
  newest: number,
  keepsEnded: number,
): ChainState[] {
  const byAgent = new Map<string, ChainState[]>();
  for (const chain of chains) {
    const own = byAgent.get(chain.agentId);
    if (isEnded(chain) && chain.end.arrived < newest - keepsEnded) agents.get(chain.agentId)?.forget();
    else if (own) own.push(chain);
    else byAgent.set(chain.agentId, [chain]);
  }
  const share = fairShare(
    [...byAgent.values()].map(({ length }) => length),
    limits.chainsPerAgent,
    limits.chains,
  );
  for (const [agentId, own] of byAgent) {
    if (own.length <= share) continue;
    agents.get(agentId)?.forget();
    byAgent.set(agentId, [...own].sort(byWorth).slice(0, share));
  }
  const counts = [...byAgent.values()].map(placesOf);
  const places = fairShare(counts, limits.placesPerAgent, limits.places);
  return [...byAgent.values()].flatMap((own) => (placesOf(own) <= places ? own : fewerPlaces(own, places)));
}

function isEnded({ sequence, waiting, end }: ChainState): boolean {
  return waiting.length === 0 && (end.closed === sequence || end.succeeded === true || end.told === true);
}

/** The most that each may have, so that all together have no more than `total`. */
function fairShare(counts: readonly number[], each: number, total: number): number {
  let share = each;
  while (share > 1 && counts.reduce((sum, count) => sum + Math.min(count, share), 0) > total)
    share = Math.floor(share * 0.9);
  return share;
}

/** Chains with records that wait first, then open ones, then by their newest arrival. */
function byWorth(a: ChainState, b: ChainState): number {
  return (
    Number(b.waiting.length > 0) - Number(a.waiting.length > 0) ||
    Number(isEnded(a)) - Number(isEnded(b)) ||
    b.end.arrived - a.end.arrived ||
    (a.chainId < b.chainId ? -1 : 1)
  );
}

function placesOf(chains: readonly ChainState[]): number {
  return chains.reduce((sum, { seen }) => sum + seen.length, 0);
}

function fewerPlaces(chains: readonly ChainState[], most: number): ChainState[] {
  const share = fairShare(
    chains.map(({ seen }) => seen.length),
    most,
    most,
  );
  return chains.map((chain) => {
    const waiting = Math.min(...chain.waiting.map(({ sequence }) => sequence));
    const cut = chain.seen.findIndex((place, i) => chain.seen.length - i <= share || place.sequence >= waiting);
    if (cut <= 0) return chain;
    const seen = chain.seen.slice(cut);
    return { ...chain, seen, from: seen[0]!.sequence };
  });
}
