import type { FleetAgent } from "../plan/agent";
import type { AgentReference } from "./operation";

/** An agent as others name it. */
export function referenceTo(agent: FleetAgent): AgentReference {
  return { id: agent.id, name: agent.name, blueprintId: agent.blueprintId };
}
