import type { Sender } from "./settings";

/** The items of the watchlist `AgentSenders`: what rules and the guard know about who may speak for whom. */
export function senderItems(senders: readonly Sender[]): Readonly<Record<string, string>>[] {
  return senders.map(({ name, principalId, agents = [], blueprints = [], everyAgent }) => ({
    SenderId: principalId.toLowerCase(),
    SenderName: name,
    SpeaksFor: everyAgent ? "*" : [...agents, ...blueprints].map((id) => id.toLowerCase()).join("; "),
  }));
}
