import type { AgentMemory } from "./agent-memory";
import { findings } from "./findings";
import type { ChainState } from "./state";
import type { RecordTimes } from "./times";
import type { Finding, RecordVerdict } from "./verdict";

/**
 * Verdicts on chains that ended without saying so; each is told once, which is noted in `chains`.
 * @param now milliseconds since 1970
 */
export function unclosedChains(
  chains: Map<string, ChainState>,
  agents: ReadonlyMap<string, AgentMemory>,
  now: number,
  times: RecordTimes,
): RecordVerdict[] {
  const verdicts: RecordVerdict[] = [];
  for (const chain of chains.values()) {
    const agent = agents.get(chain.agentId);
    const finding = agent && ended(chain, agent, now, times);
    if (!agent || !finding) continue;
    chains.set(chain.chainId, { ...chain, end: { ...chain.end, told: true } });
    if (!agent.tellsUnclosed(chain.end.admits ?? false)) continue;
    const { chainId, agentId, sequence, end } = chain;
    const subject = { rowId: `${chainId}#end`, arrived: end.arrived, agentId, claimedAgentId: agentId, ...end.last };
    verdicts.push({ ...subject, chainId, chainSequence: sequence, ...finding });
  }
  return verdicts;
}

function ended(
  { sequence, waiting, end }: ChainState,
  agent: AgentMemory,
  now: number,
  times: RecordTimes,
): Finding | undefined {
  if (end.told || end.succeeded || end.closed === sequence || waiting.length > 0) return undefined;
  const last = new Date(end.arrived).toISOString();
  // Until then a record that closes the chain may still arrive.
  if (end.overtaken !== undefined && now - end.overtaken >= times.window) return findings.begunAnew(last);
  const silent = now - end.arrived;
  return silent >= agent.silence(now) ? findings.unclosed(last, Math.floor(silent / 3_600_000)) : undefined;
}
