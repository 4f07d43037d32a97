import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { context, SpanKind } from "@opentelemetry/api";
import type { Label } from "../labels";
import { labelAttributes } from "../labels";
import { fromMeta } from "../telemetry/identity";
import type { Instrument } from "../telemetry/instrument";
import { LABEL_META } from "./label-meta";

/** What a tool gives back, before it is put in MCP's form. */
export interface ToolOutput {
  data: Record<string, unknown>;
  label: Label;
}

/** The part of the MCP SDK's request context that tools use. */
export interface ToolExtra {
  requestId: string | number;
  sessionId?: string;
  _meta?: Record<string, unknown>;
}

/**
 * Puts a tool's handler into a server span that continues the caller's trace. An error that the handler throws marks
 * the span; the SDK makes a result with `isError` of it.
 */
export function tracedTool<A, X extends ToolExtra>(
  instrument: Instrument,
  name: string,
  handler: (args: A, extra: X) => Promise<ToolOutput>,
): (args: A, extra: X) => Promise<CallToolResult> {
  return (args, extra) => {
    const parent = fromMeta(context.active(), extra._meta);
    const attributes = {
      "mcp.method.name": "tools/call",
      "mcp.session.id": extra.sessionId,
      "jsonrpc.request.id": String(extra.requestId),
      "gen_ai.tool.name": name,
    };
    return instrument.run(`tools/call ${name}`, { kind: SpanKind.SERVER, attributes, parent }, async (span) => {
      const { data, label } = await handler(args, extra);
      span.setAttributes(labelAttributes(label));
      return {
        content: [{ type: "text", text: JSON.stringify(data) }],
        structuredContent: data,
        _meta: { [LABEL_META]: label.id },
      };
    });
  };
}
