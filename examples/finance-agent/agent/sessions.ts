import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { Tool } from "@modelcontextprotocol/sdk/types.js";
import type { SimulatedClock } from "../simulation/clock";
import type { Random } from "../simulation/random";
import { type Instrument, TypedError } from "../telemetry/instrument";
import { TracingTransport } from "../telemetry/tracing-transport";

const PING_EVERY_MS = 3 * 60_000;
const CLOSE_AFTER_IDLE_MS = 10 * 60_000;
/** A long-lived connection is cut now and then; a ping is what notices. */
const CUT_RATE = 0.004;

/** A connection to one MCP server. */
export interface McpSession {
  server: string;
  client: Client;
  tools: Tool[];
}

/** Makes the server's end of a new session. */
export type ServerFactory = () => McpServer;

/** Opens sessions to all servers when they are needed, keeps them alive with pings, closes them when idle. */
export class SessionPool {
  private sessions: McpSession[] = [];
  private nextPing = 0;
  private lastUse = 0;

  /** @param servers by their address */
  constructor(
    private readonly version: string,
    private readonly servers: ReadonlyMap<string, ServerFactory>,
    private readonly instrument: Instrument,
    private readonly clock: SimulatedClock,
    private readonly random: Random,
  ) {}

  /** The open sessions, opened if need be. */
  async use(): Promise<McpSession[]> {
    if (this.sessions.length === 0) {
      for (const [server, create] of this.servers) this.sessions.push(await this.open(server, create));
      this.nextPing = this.now() + PING_EVERY_MS;
    }
    this.lastUse = this.now();
    return this.sessions;
  }

  /** Lets the time until `instant` pass: pings while sessions are open, closes them when they were idle for long. */
  async idleUntil(instant: Date): Promise<void> {
    while (this.sessions.length > 0) {
      const closeAt = this.lastUse + CLOSE_AFTER_IDLE_MS;
      const next = Math.max(this.now(), Math.min(this.nextPing, closeAt));
      if (next > instant.getTime()) return;
      this.clock.advanceTo(new Date(next));
      if (next >= closeAt) await this.close();
      else await this.ping();
    }
  }

  async close(): Promise<void> {
    for (const { client } of this.sessions) await client.close();
    this.sessions = [];
  }

  private async ping(): Promise<void> {
    this.nextPing = this.now() + PING_EVERY_MS;
    try {
      for (const { client } of this.sessions) await client.ping();
    } catch {
      // The span says what happened; the next task opens new sessions.
      await this.close();
    }
  }

  private async open(server: string, create: ServerFactory): Promise<McpSession> {
    const [near, far] = InMemoryTransport.createLinkedPair();
    const sessionId = this.random.uuid();
    far.sessionId = sessionId;
    await create().connect(far);
    const cut = (method: string) =>
      method === "ping" && this.random.chance(CUT_RATE) ? new TypedError("ECONNRESET", "socket hang up") : undefined;
    const client = new Client({ name: "contoso-finance-agent", version: this.version });
    const transport = new TracingTransport(near, sessionId, server, this.instrument, this.clock, this.random, cut);
    await client.connect(transport);
    await client.setLoggingLevel("info");
    const { tools } = await client.listTools();
    return { server, client, tools };
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
