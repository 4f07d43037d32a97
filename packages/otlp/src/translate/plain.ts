import type { Dynamic } from "../row";

/** A span as the stream's transform sees it. */
export interface PlainSpan {
  readonly kind: string;
  /** an attribute as text, as `tostring()` gives it */
  readonly text: (attribute: string) => string;
}

const reading = new Set(["SELECT", "FIND", "GET", "SCAN", "QUERY"]);
const byDbOperation = new Map([
  ...[...reading].map((operation) => [operation, "Read"] as const),
  ...["INSERT", "UPDATE", "UPSERT", "MERGE", "REPLACE"].map((operation) => [operation, "Write"] as const),
  ...["DELETE", "DROP", "TRUNCATE"].map((operation) => [operation, "Delete"] as const),
  ...["CREATE", "ALTER", "GRANT", "REVOKE"].map((operation) => [operation, "Admin"] as const),
]);
const byHttpMethod = new Map([
  ["GET", "Read"],
  ["HEAD", "Read"],
  ["POST", "Transfer"],
  ["PUT", "Write"],
  ["PATCH", "Write"],
  ["DELETE", "Delete"],
]);
const byOperationName = new Map([
  ["invoke_agent", "AgentInvoked"],
  ["execute_tool", "ToolExecuted"],
  ["chat", "ModelInference"],
  ["generate_content", "ModelInference"],
  ["text_completion", "ModelInference"],
  ["embeddings", "ModelInference"],
  ["retrieval", "DataAccessed"],
  ["invoke_workflow", "WorkflowInvoked"],
  ["create_agent", "AgentCreated"],
]);

/** `EventType` as the transform finds it by itself, in a span that has current names only. */
export function plainEventType({ kind, text }: PlainSpan): string {
  const byName = byOperationName.get(text("gen_ai.operation.name"));
  if (byName) return byName;
  if (text("agent.handoff.target.id") !== "") return "AgentHandoff";
  if (text("agent.dlp.verdict") !== "") return "PolicyDecision";
  if (text("db.system.name") !== "")
    return reading.has(text("db.operation.name").toUpperCase()) ? "DataAccessed" : "DataWritten";
  if (kind === "CLIENT" && text("http.request.method") !== "") return "NetworkEgress";
  const mcpMethod = text("mcp.method.name");
  if (mcpMethod === "tools/call") return "ToolExecuted";
  return mcpMethod === "resources/read" ? "DataAccessed" : "Other";
}

/** `EventType` of a span that has nothing but its operation's name. */
export const plainTypeOfName = (name: string): string => byOperationName.get(name) ?? "Other";

/** `OperationClass` of a span that has nothing but its operation's name. */
export const plainClassOfName = (name: string): string =>
  name === "retrieval" ? "Read" : invoking.has(name) ? "Invoke" : "Other";

/** `OperationClass` as the transform finds it by itself. */
export function plainOperationClass({ text }: PlainSpan): string {
  const byTarget =
    byDbOperation.get(text("db.operation.name").toUpperCase()) ?? byHttpMethod.get(text("http.request.method"));
  if (byTarget === undefined && text("gen_ai.operation.name") === "retrieval") return "Read";
  return byTarget ?? saidClass(text) ?? (invoking.has(text("gen_ai.operation.name")) ? "Invoke" : "Other");
}

const invoking = new Set(["invoke_agent", "invoke_workflow"]);

/**
 * What the agent and its tool say of the operation. A destructive hint says what a tool may do, so the agent's own word
 * narrows it, but never down to reading.
 */
export function saidClass(text: PlainSpan["text"]): string | undefined {
  if (text("mcp.tool.read_only_hint") === "true") return "Read";
  const said = text("agent.operation.class");
  const destructive = text("mcp.tool.destructive_hint") === "true";
  if (destructive && ["", "Read", "Invoke", "Other"].includes(said)) return "Delete";
  return said === "" ? undefined : said;
}

/** The class of a call over HTTP. */
export const classOfMethod = (method: string): string | undefined => byHttpMethod.get(method);

/** A value as KQL's `tostring()` gives it. */
export function textOf(value: Dynamic | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A list, as it is or as JSON; undefined for anything else. */
export function listIn(value: Dynamic): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== "string" || !value.startsWith("[")) return undefined;
  try {
    return JSON.parse(value) as unknown[];
  } catch {
    return undefined;
  }
}
