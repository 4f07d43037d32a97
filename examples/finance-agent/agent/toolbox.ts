import type { CallToolResult, Tool } from "@modelcontextprotocol/sdk/types.js";
import { type Attributes, context } from "@opentelemetry/api";
import { labelAttributes, labelById } from "../labels";
import type { ToolCall, ToolOutcome } from "../planner/step";
import { LABEL_META } from "../servers/label-meta";
import type { SimulatedClock } from "../simulation/clock";
import type { Random } from "../simulation/random";
import type { Instrument } from "../telemetry/instrument";
import { CALL_ATTRIBUTES } from "../telemetry/tracing-transport";
import type { SessionPool } from "./sessions";

/** Calls tools over MCP, whichever server has them. */
export class Toolbox {
  constructor(
    private readonly pool: SessionPool,
    private readonly instrument: Instrument,
    private readonly clock: SimulatedClock,
    private readonly random: Random,
  ) {}

  /** Makes one call. A tool's own error is an outcome, not an exception. */
  async call({ tool: name, arguments: args }: ToolCall): Promise<ToolOutcome> {
    const sessions = await this.pool.use();
    const session = sessions.find(({ tools }) => tools.some((tool) => tool.name === name));
    const tool = session?.tools.find((candidate) => candidate.name === name);
    if (session === undefined || tool === undefined) throw new Error(`no MCP server has a tool ${name}`);
    const attributes: Attributes = {
      "gen_ai.tool.name": name,
      "gen_ai.tool.type": "extension",
      "gen_ai.tool.call.id": `call_${this.random.hex(24)}`,
      ...hints(tool),
    };
    const setup = {
      attributes: {
        "gen_ai.operation.name": "execute_tool",
        ...attributes,
        "gen_ai.tool.call.arguments": JSON.stringify(args),
      },
    };
    return this.instrument.run(`execute_tool ${name}`, setup, async (span) => {
      // Looking up the tool, checking its arguments.
      this.clock.advance(this.random.around(0.7));
      const request = { name, arguments: args };
      // The progress callback makes the client ask for progress notifications.
      const options = { onprogress: () => {} };
      const result = (await context.with(context.active().setValue(CALL_ATTRIBUTES, attributes), () =>
        session.client.callTool(request, undefined, options),
      )) as CallToolResult;
      const outcome = toOutcome(result);
      span.setAttribute("gen_ai.tool.call.result", outcome.text);
      const label = labelById(result._meta?.[LABEL_META]);
      if (label !== undefined) span.setAttributes(labelAttributes(label));
      if (!outcome.ok) this.instrument.fail(span, "tool_error", outcome.text);
      return outcome;
    });
  }
}

/** What the server says of a tool, and the class of operation that follows from it. */
function hints({ annotations = {} }: Tool): Attributes {
  const { readOnlyHint = false, destructiveHint = true, openWorldHint = true } = annotations;
  const written = openWorldHint ? "Transfer" : "Write";
  return {
    "mcp.tool.read_only_hint": readOnlyHint,
    "mcp.tool.destructive_hint": !readOnlyHint && destructiveHint,
    "agent.operation.class": readOnlyHint ? "Read" : written,
  };
}

function toOutcome(result: CallToolResult): ToolOutcome {
  const text = result.content.map((part) => (part.type === "text" ? part.text : "")).join("\n");
  return { ok: result.isError !== true, data: result.structuredContent ?? {}, text };
}
