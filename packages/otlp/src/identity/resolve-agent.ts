import { isGuid, mayBeObjectId } from "./agent-id";

/** How an agent was found; `Unresolved` when it was not. */
export type AgentSource = "Claim" | "Resource" | "Span" | "Ancestor" | "Trace" | "Sender" | "Unresolved";

/** What a span and its resource say of their agent. Empty where they do not. */
export interface AgentWords {
  /** `gen_ai.agent.id` of the span, and of its resource */
  readonly spanId: string;
  readonly resourceId: string;
  /** the agent's name, of the span or its resource */
  readonly name: string;
  /** `service.name` */
  readonly service: string;
  readonly blueprintId: string;
  /** whether the emitter is known to make a new agent id for each run */
  readonly isRunId: boolean;
}

/** An agent that was found on another span. */
export interface FoundAgent {
  readonly id: string;
  readonly name: string;
  readonly blueprintId: string;
}

/** What is known of agents besides what spans say. */
export interface KnownAgents {
  /** the agent whose key signs the records, or whose own token came with them: every span is its. Lower case */
  readonly claim?: string;
  /** agent name, a framework's id or service name, lower case → object id: the sender's entry in the tenant file */
  readonly named?: ReadonlyMap<string, string>;
  /** object ids that the sender's entry names, lower case: such an id on a span is no id of a run */
  readonly ids?: ReadonlySet<string>;
}

/** Who a span is of. */
export interface ResolvedAgent {
  /** object id, lower case; empty when it is not known */
  readonly id: string;
  readonly source: AgentSource;
  /** the id as it was sent, where it is not the agent's */
  readonly sentId: string;
  readonly name: string;
  readonly blueprintId: string;
}

/**
 * Finds out whose span it is. In this order: the signed claim, the resource, the span itself, its nearest ancestor, its
 * trace, the sender's entry in the tenant file by the agent's name, by its framework's id of it, by the service's name. An id that is new on each run
 * is none, unless the tenant file names it.
 * @param above the nearest ancestor, or the trace, with an agent that may be this one's; asked only when it is needed
 */
export function resolveAgent(
  words: AgentWords,
  known: KnownAgents = {},
  above: () => (FoundAgent & { readonly source: "Ancestor" | "Trace" }) | undefined = () => undefined,
): ResolvedAgent {
  const { name, blueprintId } = words;
  const sent = words.spanId || words.resourceId;
  const found = (id: string, source: AgentSource, more: Partial<FoundAgent> = {}): ResolvedAgent => {
    const lower = id.toLowerCase();
    const sentId = sent.toLowerCase() === lower ? "" : sent;
    return {
      id: lower,
      source,
      sentId,
      name: name || (more.name ?? ""),
      blueprintId: blueprintId || (more.blueprintId ?? ""),
    };
  };
  if (known.claim !== undefined) return found(known.claim, "Claim");
  const isKnown = (id: string) => known.ids?.has(id.toLowerCase()) === true;
  if (isKnown(words.spanId)) return found(words.spanId, "Span");
  if (isKnown(words.resourceId) || mayBeObjectId(words.resourceId)) return found(words.resourceId, "Resource");
  if (!words.isRunId && mayBeObjectId(words.spanId)) return found(words.spanId, "Span");
  const ancestor = above();
  if (ancestor && ancestor.id !== "") return found(ancestor.id, ancestor.source, ancestor);
  const called = name || ancestor?.name || "";
  const mapped = [called, sent, words.service].map((word) => known.named?.get(word.toLowerCase())).find(Boolean);
  if (mapped !== undefined) return found(mapped, "Sender", ancestor);
  return { ...found("", "Unresolved", ancestor), sentId: sent };
}

/** Whether an id that was sent is one that only says which run it was. */
export const isOfRun = (id: string, isRunId: boolean): boolean => isGuid(id) && (isRunId || !mayBeObjectId(id));
