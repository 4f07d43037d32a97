import type { Kind } from "../dialects";
import type { EmittedSpan } from "./emitted-span";
import { at, put, text, values } from "./held";
import { textOf } from "./plain";

const mcpMethods =
  /^(initialize|ping|(tools|resources|prompts|completion|logging|sampling|roots|elicitation|notifications|tasks)\/[\w/]+)$/;
/** How Logfire calls a span of MCP, which has the method nowhere else on the side that answers. */
const mcpSpan = /^MCP (?:request|(?:server|client) handle request): (\S+)(?: (.+))?$/;
const mcpTarget = /^tools\/call (.+)$/;
const handoff = /^handoff to (.+)$/i;

/** Gives MCP's columns what JSON-RPC's attributes and the span's name say, where no attribute of MCP's does. */
export function completeMcp({ name, attributes }: EmittedSpan): void {
  const said = mcpSpan.exec(name);
  const method = text(at.rpcSystem).toLowerCase() === "jsonrpc" ? text(at.rpcMethod) : (said?.[1] ?? "");
  if (values[at.mcpMethod] === undefined && mcpMethods.test(method)) put(at.mcpMethod, method);
  if (text(at.mcpMethod) !== "tools/call" || values[at.toolName] !== undefined) return;
  const tool = said?.[2] ?? mcpTarget.exec(name)?.[1] ?? (said ? toolIn(textOf(attributes.request)) : undefined);
  if (tool !== undefined) put(at.toolName, tool);
}

/** The tool that a request of JSON-RPC names. */
function toolIn(request: string): string | undefined {
  try {
    const name: unknown = JSON.parse(request).params?.name;
    return typeof name === "string" && name !== "" ? name : undefined;
  } catch {
    return undefined;
  }
}

/** Tells a handoff that its framework calls a tool, but for the span's name. */
export function handoffIn(name: string, kind: Kind | undefined): Kind | undefined {
  const target = kind === undefined || kind === "ToolExecuted" ? handoff.exec(name)?.[1] : undefined;
  if (target === undefined || values[at.toolId] !== undefined) return kind;
  if (values[at.targetName] === undefined) put(at.targetName, target);
  return "AgentHandoff";
}
