export { isGuid, mayBeObjectId } from "./agent-id";
export {
  type AgentSource,
  type AgentWords,
  type FoundAgent,
  type KnownAgents,
  type ResolvedAgent,
  resolveAgent,
} from "./resolve-agent";
export { makesRunIds } from "./run-ids";
export { agentNamed, nameAgents, type TraceAgents, wordsOf } from "./span-agents";
export { type SenderTraces, type TraceLimits, TraceMemory } from "./trace-memory";
