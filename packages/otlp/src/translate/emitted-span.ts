import type { Dynamic, StatusCodeName } from "../row";

/** A span as its emitter wrote it. */
export interface EmittedSpan {
  readonly name: string;
  readonly kind: string;
  /** name of the instrumentation scope */
  readonly scope: string;
  readonly status: StatusCodeName;
  /** changed in place */
  readonly attributes: { [name: string]: Dynamic };
  /** the type that its exception event names; empty without one */
  readonly exceptionType: string;
  /** what the events of a tool's span say that it was given, and gave back. @default - nothing */
  readonly tool?: { readonly input: string; readonly output: string } | undefined;
}

/** Attributes that begin so are the reader's own; what a sender puts there is removed. */
export const ownPrefix = "agent.read.";
/** The reader's own attributes, which the stream's transform prefers to what it would find by itself. */
export const own = {
  eventType: `${ownPrefix}event_type`,
  operationClass: `${ownPrefix}operation_class`,
  targetStore: `${ownPrefix}target_store`,
  agentSource: `${ownPrefix}agent_source`,
  sentAgentId: `${ownPrefix}sent_agent_id`,
} as const;
