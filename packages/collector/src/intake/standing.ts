import type { KnownAgents } from "@sentinel-agent-identities/otlp";

/** Somebody who may speak for agents that it is not. */
export interface NamedSender {
  readonly name: string;
  /** object id of the token, or its application id when the token has no object id; lower case */
  readonly principalId: string;
  /** object ids of agents, lower case */
  readonly agents: readonly string[];
  /** application ids of blueprints, lower case: it speaks for every row that names one of them */
  readonly blueprints: readonly string[];
  /** speaks for every agent, and for rows that name none */
  readonly everyAgent: boolean;
  /** agent's or service's name, lower case → object id: whose spans those are that name no agent by id. @default - nobody's */
  readonly names?: Readonly<Record<string, string>>;
}

/**
 * What a sender is to the agent that a row is about: the agent itself, somebody who is named for it, or neither. A row
 * that names no agent is NotNamed, unless its sender is named for the row's blueprint or for every agent.
 */
export type SenderStanding = "Self" | "Named" | "NotNamed";

/** Two columns that the intake writes and no sender can. */
export interface SenderStamp {
  /** object id of the sender's token, or its application id; lower case */
  readonly SenderId: string;
  readonly SenderStanding: SenderStanding;
}

/** Who a row is about, as the row says. Empty when it does not. */
export interface Subject {
  readonly agentId: string;
  readonly blueprintId: string;
}

/** What the tenant file says of a sender's agents, for finding out whose a span is. */
export function agentsKnownOf(senderId: string, senders: readonly NamedSender[]): KnownAgents {
  const entry = senders.find(({ principalId }) => principalId === senderId);
  if (!entry) return {};
  return { ids: new Set(entry.agents), named: new Map(Object.entries(entry.names ?? {})) };
}

/** Makes the stamp for one sender's rows. */
export function stampOf(senderId: string, senders: readonly NamedSender[]): (subject: Subject) => SenderStamp {
  const entry = senders.find(({ principalId }) => principalId === senderId);
  const agents = new Set(entry?.agents);
  const blueprints = new Set(entry?.blueprints);
  const standing = ({ agentId, blueprintId }: Subject): SenderStanding => {
    if (agentId.toLowerCase() === senderId) return "Self";
    if (entry?.everyAgent) return "Named";
    return agents.has(agentId.toLowerCase()) || blueprints.has(blueprintId.toLowerCase()) ? "Named" : "NotNamed";
  };
  return (subject) => ({ SenderId: senderId, SenderStanding: standing(subject) });
}
