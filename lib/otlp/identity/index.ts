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
export { nameAgents, type TraceAgents, wordsOf } from "./span-agents";
