import type { AgentKind, Step } from "../kinds/kind";
import { labels } from "../labels";
import type { FleetAgent } from "../plan/agent";
import type { Person } from "../plan/company";
import type { Random } from "../random";
import type { Noise } from "../rows/noise";
import { customerOf } from "./customers";
import type { AgentReference, Operation, StoreAccess } from "./operation";
import type { Token } from "./token";
import type { World } from "./world";

/** Who works, when, for whom and with which token. */
export interface SessionSettings {
  readonly agent: FleetAgent;
  readonly start: number;
  readonly token: Token;
  readonly workflow: string;
  readonly prompt: string;
  readonly user?: Person;
  /** the agent that handed this work over */
  readonly acting?: AgentReference;
  /** the trace it belongs to; default: its own */
  readonly traceId?: string;
}

/** What a call is to be other than usual. */
export interface CallChanges {
  readonly definitionSha256?: string;
  readonly error?: Operation["error"];
  /** HTTP status with which the service behind the tool refuses; comes with `error` */
  readonly status?: number;
  readonly arguments?: string;
  /** the MCP server that answers, where it is another one */
  readonly server?: string;
}

type Details = Partial<Omit<Operation, "agent" | "token" | "type" | "class" | "start" | "end">>;

/**
 * Writes down a session, operation after operation: the agent is invoked, asks its model, calls tools. Used by the
 * ordinary agenda and by injected scenarios alike, so that both leave the same traces everywhere.
 */
export class Session {
  readonly id: string;
  readonly traceId: string;
  private readonly runId: string;
  private readonly rootId: string;
  private readonly mcpSessions = new Map<string, string>();
  private readonly customer: number | undefined;
  /** when the operation before ended, in milliseconds */
  now: number;

  constructor(
    private readonly world: World,
    private readonly random: Random,
    readonly settings: SessionSettings,
    private readonly emit: (operation: Operation) => void,
    private readonly noise?: (noise: Noise) => void,
  ) {
    this.id = random.guid();
    const traceId = random.hex(32);
    this.traceId = settings.traceId ?? traceId;
    this.runId = random.guid();
    this.rootId = random.hex(16);
    this.customer = customerOf(world, settings.agent, random, settings.start);
    this.now = settings.start;
  }

  private get kind(): AgentKind {
    return this.settings.agent.blueprint.kind;
  }

  /** Lets time pass, in milliseconds. */
  wait(milliseconds: number): void {
    this.now += Math.round(milliseconds);
  }

  /** One operation of `duration` milliseconds. */
  operation(
    type: Operation["type"],
    operationClass: Operation["class"],
    duration: number,
    details: Details = {},
  ): void {
    const { agent, token, user, workflow } = this.settings;
    const start = this.now;
    this.now = start + Math.max(1, Math.round(duration));
    this.emit({
      agent,
      token,
      user,
      workflow,
      build: this.world.buildOf(agent, start),
      type,
      class: operationClass,
      start,
      end: this.now,
      sessionId: this.id,
      traceId: this.traceId,
      spanId: this.random.hex(16),
      parentSpanId: this.rootId,
      runId: this.runId,
      ...details,
    });
  }

  /** Asks the model. */
  think(prompt: string, answer: string): void {
    const { random } = this;
    const before = this.now;
    this.operation("ModelInference", "Other", random.around(1800, 0.4), {
      model: { input: random.int(400, 2600), output: random.int(40, 380), prompt, answer },
    });
    for (let chunk = random.int(1, 3); chunk > 0; chunk--)
      this.noise?.({ kind: "chunk", session: this, time: before + random.int(1, this.now - before), index: chunk });
  }

  /** Calls a tool as a step says. Values that a scenario wants otherwise come in `changes`. */
  call(step: Step, changes: CallChanges = {}): void {
    const { random, kind } = this;
    const usual = JSON.stringify({ id: random.int(1000, 99999), reason: this.settings.workflow });
    const tool = kind.tools[step.tool];
    const server = changes.server ?? tool?.server ?? `${kind.name}.mcp.contoso.com`;
    const spanId = random.hex(16);
    const start = this.now;
    const mcpSessionId = this.mcpSession(server);
    const label = step.label && labels[step.label];
    if (step.data && !changes.error) this.touch(step.data, spanId, label);
    if (step.send && !changes.error) this.send(step, spanId);
    if (step.send && changes.error && changes.status)
      this.send(step, spanId, { status: changes.status, error: changes.error });
    const inner = this.now - start;
    this.now = start;
    this.operation("ToolExecuted", tool?.class ?? "Execute", inner + random.around(60, 0.4), {
      spanId,
      label,
      error: changes.error,
      tool: {
        name: tool ? this.world.nameOf(this.settings.agent, step.tool, start) : step.tool,
        server,
        callId: `call_${random.hex(24)}`,
        mcpSessionId,
        definitionSha256: changes.definitionSha256 ?? this.world.definitionOf(this.settings.agent, step.tool, start),
        readOnly: tool?.class === "Read",
        arguments: changes.arguments ?? usual,
        result: changes.error ? "" : JSON.stringify({ ok: true, items: step.data?.rows ?? 1, ref: random.hex(32) }),
      },
    });
  }

  /** The agent is done: what it was asked and for whom, over the whole session. */
  finish(answer: string, error?: Operation["error"]): void {
    const { random } = this;
    const duration = this.now - this.settings.start + 20;
    this.now = this.settings.start;
    this.operation("AgentInvoked", "Invoke", duration, {
      spanId: this.rootId,
      parentSpanId: "",
      acting: this.settings.acting,
      error,
      model: { input: 0, output: 0, prompt: this.settings.prompt, answer },
    });
    if (random.chance(0.5)) for (const [server] of this.mcpSessions) this.protocol(server, ["ping"]);
  }

  /** Reads or writes data; the number of rows varies around the usual. */
  private touch(data: NonNullable<Step["data"]>, parentSpanId: string, label: Operation["label"]): void {
    const { random } = this;
    const { spread, most } = this.settings.agent.blueprint.manner;
    const store = this.kind.stores[data.store];
    const apart = store && this.customer !== undefined ? `_${this.customer}` : "";
    const rows = data.rows <= 2 ? data.rows : Math.round(random.around(data.rows, spread, most));
    if (store?.retrieval) {
      const retrieval = { source: `${store.namespace}${apart}`, documents: rows, query: this.settings.prompt };
      this.operation("DataAccessed", "Read", random.around(140, 0.5), { parentSpanId, label, retrieval });
      return;
    }
    const access: StoreAccess = {
      system: store?.system ?? "microsoft.sql_server",
      namespace: `${store?.namespace ?? data.store}${apart}`,
      table: data.table,
      verb: data.verb,
      rows,
      classified: store?.classified?.[data.table] ?? [],
    };
    const reads = data.verb === "SELECT";
    this.operation(
      reads ? "DataAccessed" : "DataWritten",
      reads ? "Read" : data.verb === "DELETE" ? "Delete" : "Write",
      random.around(25, 0.5),
      { parentSpanId, label, data: access },
    );
  }

  private send(
    step: Step,
    parentSpanId: string,
    refused?: { readonly status: number; readonly error: Operation["error"] },
  ): void {
    const { random } = this;
    const send = step.send!;
    const { spread, most } = this.settings.agent.blueprint.manner;
    const isOwn = this.customer !== undefined && send.host in this.kind.destinations && !send.browse;
    const byMethod = { GET: "Read", POST: "Transfer", PUT: "Write", PATCH: "Write" } as const;
    this.operation("NetworkEgress", byMethod[send.method], random.around(180, 0.5), {
      parentSpanId,
      label: step.label && labels[step.label],
      error: refused?.error,
      http: {
        method: send.method,
        host: isOwn ? `c${this.customer}.${send.host}` : send.host,
        path: send.path.replaceAll("{n}", String(random.int(1000, 99999))),
        sent: Math.round(random.around(send.bytes, spread, most)),
        received: Math.round(random.around(send.received ?? 600)),
        zone: this.kind.destinations[send.host] ?? "External",
        status: refused?.status ?? (send.method === "POST" ? 201 : 200),
        document: send.document === true,
      },
    });
  }

  /** The MCP session with a server, which begins with the protocol's greetings. */
  private mcpSession(server: string): string {
    const known = this.mcpSessions.get(server);
    if (known) return known;
    const id = this.random.guid();
    this.mcpSessions.set(server, id);
    this.protocol(server, ["initialize", "notifications/initialized", "tools/list"]);
    return id;
  }

  private protocol(server: string, methods: readonly string[]): void {
    for (const method of methods) {
      this.noise?.({ kind: "protocol", session: this, time: this.now, method, server });
      this.now += 2;
    }
  }

  /** The MCP session's id, for protocol spans. */
  mcpSessionId(server: string): string {
    return this.mcpSessions.get(server) ?? "";
  }

  /** Forks for spans that are no operations. */
  get noiseRandom(): Random {
    return this.random;
  }
}
