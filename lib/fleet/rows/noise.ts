import type { FleetAgent } from "../plan/agent";
import type { Build } from "../plan/build";
import type { Random } from "../random";
import type { Row } from "../row";
import { iso } from "../time";
import { resourceOf } from "./resource";

/** As much of a session as such spans tell. */
interface NoisySession {
  readonly id: string;
  readonly traceId: string;
  readonly settings: { readonly agent: FleetAgent };
  mcpSessionId(server: string): string;
}

/** Spans that instrumentation emits besides what the agent does; the ingest transform drops nearly all of them. */
export type Noise =
  | { readonly kind: "chunk"; readonly session: NoisySession; readonly time: number; readonly index: number }
  | {
      readonly kind: "protocol";
      readonly session: NoisySession;
      readonly time: number;
      readonly method: string;
      readonly server: string;
    };

/** A chunk of a streamed answer, or a message of the MCP protocol. */
export function noiseRow(noise: Noise, random: Random, build: Build, registry: string): Row {
  const { session, time } = noise;
  const { agent } = session.settings;
  const common = {
    "gen_ai.agent.id": agent.id,
    "gen_ai.agent.name": agent.name,
    "gen_ai.agent.version": build.version,
    ...(agent.blueprintId && { "microsoft.a365.agent.blueprint.id": agent.blueprintId }),
    "gen_ai.conversation.id": session.id,
  };
  const attributes =
    noise.kind === "chunk"
      ? { ...common, "gen_ai.operation.name": "chat", "gen_ai.stream.chunk.index": noise.index }
      : {
          ...common,
          "mcp.method.name": noise.method,
          "mcp.session.id": session.mcpSessionId(noise.server),
          "mcp.protocol.version": "2025-11-25",
          "server.address": noise.server,
        };
  return span(
    noise.kind === "chunk" ? "chat.chunk" : noise.method,
    noise.kind === "chunk" ? "INTERNAL" : "CLIENT",
    time,
    {
      TraceId: session.traceId,
      SpanId: random.hex(16),
      Attributes: attributes,
      Resource: resourceOf(agent, build, registry),
      ScopeName: noise.kind === "chunk" ? "contoso.agent" : "contoso.mcp-client",
    },
  );
}

/** A health probe that reached an agent's container. */
export function probeRow(agent: FleetAgent, build: Build, registry: string, time: number, random: Random): Row {
  return span("GET /healthz", "SERVER", time, {
    TraceId: random.hex(32),
    SpanId: random.hex(16),
    Attributes: {
      "http.request.method": "GET",
      "url.path": "/healthz",
      "http.response.status_code": 200,
      "user_agent.original": "kube-probe/1.31",
    },
    Resource: resourceOf(agent, build, registry),
    ScopeName: "contoso.http-server",
  });
}

function span(name: string, kind: string, time: number, rest: Row): Row {
  return {
    TimeGenerated: iso(time + 1),
    Name: name,
    Kind: kind,
    ParentSpanId: "",
    StartTime: iso(time),
    EndTime: iso(time + 1),
    StatusCode: "UNSET",
    StatusMessage: "",
    ...rest,
  };
}
