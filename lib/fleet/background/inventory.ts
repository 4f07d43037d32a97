import type { FleetAgent } from "../plan/agent";
import type { Row } from "../row";
import { day, iso, minute } from "../time";
import { agentsAt } from "./assets";
import type { Source } from "./source";

/** Table in which Defender lists agents with their configuration. */
const inventoryTable = "AgentsInfo";

/** Defender's inventory of Agent 365 agents, once a day. */
export const inventory: Source = {
  targets: [inventoryTable],
  hour(world, time, sink) {
    if (time % day !== 0 && time !== world.plan.window.start) return;
    const listed = agentsAt(world, time).filter((agent) => agent.blueprint.kind.agent365);
    for (const [i, agent] of listed.entries()) {
      const at = time + 5 * minute + i * 10;
      sink(inventoryTable, at, inventoryRow(agent, at));
    }
  },
};

/** How Defender describes an agent. */
function inventoryRow(agent: FleetAgent, time: number, changes: Row = {}): Row {
  const { kind } = agent.blueprint;
  const servers = [...new Set(Object.values(kind.tools).map((tool) => tool.server))];
  return {
    TimeGenerated: iso(time),
    Timestamp: iso(time),
    AgentId: agent.id,
    EntraAgentID: agent.id,
    EntraBlueprintID: agent.blueprintId,
    Description: `${kind.department} agent`,
    Platform: "Agent365",
    Model: kind.model.name,
    LifecycleStatus: "Active",
    PublishedStatus: "Published",
    Availability: "Internal",
    CreatedDateTime: iso(agent.created),
    LastUpdatedDateTime: iso(agent.created),
    InstanceCount: 1,
    Owners: [agent.blueprint.owner.upn],
    DeclaredTools: Object.keys(kind.tools),
    McpServers: servers.map((name) => ({ name, url: `https://${name}/mcp` })),
    Channels: ["teams"],
    Guardrails: ["PromptShields"],
    ...changes,
  };
}
