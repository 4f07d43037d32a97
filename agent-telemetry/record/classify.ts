import { type Reader, textOf } from "./attributes";

/** What of a span says which kind of operation it was. */
export interface Operation {
  readonly kind: string;
  readonly failed: boolean;
  /** `gen_ai.operation.name` */
  readonly name: string;
  readonly mcpMethod: string;
  readonly httpMethod: string;
  readonly dbSystem: string;
  /** upper case */
  readonly dbOperation: string;
}

const reading = ["SELECT", "FIND", "GET", "SCAN", "QUERY"];
const byDbOperation: readonly (readonly [operations: readonly string[], operationClass: string])[] = [
  [reading, "Read"],
  [["INSERT", "UPDATE", "UPSERT", "MERGE", "REPLACE"], "Write"],
  [["DELETE", "DROP", "TRUNCATE"], "Delete"],
  [["CREATE", "ALTER", "GRANT", "REVOKE"], "Admin"],
];
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

/**
 * What the operation does to its target, for `OperationClass`. A destructive hint says what a tool may do, so the
 * agent's own word narrows it, but never down to reading.
 */
export function operationClassOf(operation: Operation, attribute: Reader): string {
  const byTarget =
    byDbOperation.find(([operations]) => operations.includes(operation.dbOperation))?.[1] ??
    byHttpMethod.get(operation.httpMethod);
  if (byTarget) return byTarget;
  if (textOf(attribute("mcp.tool.read_only_hint")) === "true") return "Read";
  const said = textOf(attribute("agent.operation.class"));
  const destructive = textOf(attribute("mcp.tool.destructive_hint")) === "true";
  if (destructive && ["", "Read", "Invoke", "Other"].includes(said)) return "Delete";
  if (said !== "") return said;
  return operation.name === "invoke_agent" || operation.name === "invoke_workflow" ? "Invoke" : "Other";
}

/** What happened, for `EventType`. */
export function eventTypeOf(operation: Operation, attribute: Reader): string {
  const byName = byOperationName.get(operation.name);
  if (byName) return byName;
  if (textOf(attribute("agent.handoff.target.id")) !== "") return "AgentHandoff";
  if (textOf(attribute("agent.dlp.verdict")) !== "") return "PolicyDecision";
  if (operation.dbSystem !== "") return reading.includes(operation.dbOperation) ? "DataAccessed" : "DataWritten";
  if (operation.httpMethod !== "" && operation.kind === "CLIENT") return "NetworkEgress";
  if (operation.mcpMethod === "tools/call") return "ToolExecuted";
  return operation.mcpMethod === "resources/read" ? "DataAccessed" : "Other";
}
