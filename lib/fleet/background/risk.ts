import type { FleetAgent } from "../plan/agent";
import type { Row, Sink } from "../row";
import { day, hour, iso, minute } from "../time";
import type { Source } from "./source";

/** Tables of Entra ID Protection for agents. */
const riskTables = ["AADAgentRiskEvents", "AADRiskyAgents"] as const;

/** A risk that ID Protection found. */
export interface Risk {
  /** a GUID */
  readonly id: string;
  readonly event: "unfamiliarResourceAccess" | "signInSpike" | "failedAccessAttempt" | "threatIntelligenceAccount";
  readonly level: "low" | "medium" | "high";
  readonly state: "atRisk" | "dismissed" | "confirmedCompromised";
  readonly detail: string;
}

/** Once a week a low risk that turns out to be nothing. */
export const risks: Source = {
  targets: riskTables,
  hour(world, time, sink) {
    if (time % (7 * day) !== 4 * day + 9 * hour) return;
    const random = world.random.fork("risk", time);
    const modern = world.plan.agents.filter((agent) => !agent.blueprint.classic && !agent.idle && agent.created < time);
    if (modern.length === 0) return;
    const agent = random.pick(modern);
    const risk = { id: random.guid(), event: "unfamiliarResourceAccess", level: "low" } as const;
    writeRisk(sink, agent, time + 12 * minute, { ...risk, state: "atRisk", detail: "none" });
    writeRisk(sink, agent, time + 50 * minute, { ...risk, state: "dismissed", detail: "adminDismissedRiskForAgent" });
  },
};

/** A risk and what it makes of the agent. */
export function writeRisk(sink: Sink, agent: FleetAgent, time: number, risk: Risk): void {
  const common: Row = {
    TimeGenerated: iso(time),
    AgentDisplayName: agent.name,
    CorrelationId: risk.id,
    IdentityType: "agentIdentity",
    RiskDetail: risk.detail,
    RiskLevel: risk.level,
    RiskState: risk.state,
  };
  sink(riskTables[0], time, {
    ...common,
    Id: risk.id,
    AgentId: agent.id,
    OperationName: "Agent Risk Detection",
    ActivityDateTime: iso(time),
    DetectedDateTime: iso(time),
    LastModifiedDateTime: iso(time),
    DetectionTimingType: "offline",
    RiskEventType: risk.event,
    AdditionalInfo: "[]",
    RiskEvidence: "",
  });
  sink(riskTables[1], time + 1000, {
    ...common,
    TimeGenerated: iso(time + 1000),
    Id: agent.id,
    OperationName: "Risky Agent",
    IsDeleted: false,
    IsEnabled: true,
    IsProcessing: false,
    RiskLastModifiedDateTime: iso(time),
  });
}
