import type { Label, Zone } from "../labels";
import type { FleetAgent } from "../plan/agent";
import type { Build } from "../plan/build";
import type { Person } from "../plan/company";
import type { Token } from "./token";

/** What agents do, in the words of AgentExecution_CL. */
export type OperationType =
  | "AgentInvoked"
  | "ModelInference"
  | "ToolExecuted"
  | "DataAccessed"
  | "DataWritten"
  | "NetworkEgress"
  | "AgentHandoff"
  | "PolicyDecision";

/** One operation of an agent, before it becomes a span or a native record. Times in milliseconds, sizes in bytes. */
export interface Operation {
  readonly agent: FleetAgent;
  readonly build: Build;
  readonly token: Token;
  readonly type: OperationType;
  readonly class: "Read" | "Write" | "Delete" | "Admin" | "Execute" | "Transfer" | "Invoke" | "Other";
  readonly start: number;
  readonly end: number;
  readonly sessionId: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly runId: string;
  readonly workflow: string;
  /** who asked; undefined for autonomous work */
  readonly user?: Person;
  readonly error?: { readonly type: string; readonly message: string };
  readonly model?: {
    readonly input: number;
    readonly output: number;
    readonly prompt: string;
    readonly answer: string;
  };
  readonly tool?: ToolCall;
  readonly data?: StoreAccess;
  readonly http?: HttpRequest;
  readonly retrieval?: Retrieval;
  readonly label?: Label;
  readonly dlp?: { readonly verdict: string; readonly policy: string };
  /** the agent that is handed to */
  readonly target?: AgentReference;
  /** the agent that handed over */
  readonly acting?: AgentReference;
}

/** An agent as others name it; it need not be registered. */
export interface AgentReference {
  readonly id: string;
  readonly name: string;
  readonly blueprintId: string;
}

export interface ToolCall {
  readonly name: string;
  readonly server: string;
  readonly callId: string;
  readonly mcpSessionId: string;
  readonly definitionSha256: string;
  readonly readOnly: boolean;
  readonly arguments: string;
  readonly result: string;
}

export interface StoreAccess {
  readonly system: string;
  readonly namespace: string;
  readonly table: string;
  readonly verb: string;
  readonly rows: number;
  /** classified columns that were touched */
  readonly classified: readonly string[];
}

/** A search by meaning. */
export interface Retrieval {
  /** `gen_ai.data_source.id` */
  readonly source: string;
  /** documents found */
  readonly documents: number;
  readonly query: string;
}

export interface HttpRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly sent: number;
  readonly received: number;
  readonly zone: Zone;
  readonly status: number;
  /** opens a document that Office 365 audits */
  readonly document: boolean;
}
