import type { Operation } from "../activity/operation";
import type { Company } from "../plan/company";
import type { Row } from "../row";
import { iso } from "../time";

/** Table of Microsoft 365 Copilot. */
export const copilotTable = "CopilotActivity";

/** What a scenario wants otherwise about an answer. */
export interface CopilotChanges {
  readonly jailbreakDetected?: boolean;
  readonly resources?: readonly Row[];
}

/** An answer of an agent in Microsoft 365 Copilot. */
export function copilotRow(company: Company, operation: Operation, changes: CopilotChanges = {}): Row {
  const { agent, user, sessionId, label } = operation;
  const person = user ?? agent.blueprint.owner;
  return {
    TimeGenerated: iso(operation.end + 1500),
    ActorName: person.upn,
    ActorUserId: person.id,
    ActorUserType: "Regular",
    AgentId: agent.id,
    AgentName: agent.name,
    AIModelName: agent.blueprint.kind.model.name,
    AppHost: "Teams",
    AppIdentity: `Copilot.Agent.${agent.id}`,
    OrganizationId: company.tenantId,
    RecordId: operation.spanId,
    RecordType: "CopilotInteraction",
    SrcIpAddr: person.ip,
    Workload: "Copilot",
    LLMEventData: {
      ThreadId: sessionId,
      Messages: [
        { Id: `${operation.spanId}-1`, isPrompt: true, JailbreakDetected: changes.jailbreakDetected ?? false },
        { Id: `${operation.spanId}-2`, isPrompt: false },
      ],
      AccessedResources: changes.resources ?? (label ? [{ Type: "docx", SensitivityLabelId: label.id }] : []),
    },
  };
}
