import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Server as GrpcServer } from "@grpc/grpc-js";
import type { Format } from "@sentinel-agent-identities/otlp/receiving";
import { elapsed } from "../clock";
import { type AgentTelemetryOptions, type Settings, settingsOf } from "../options";
import { Recording } from "../recording";
import { Watch } from "../spool/watch";
import { Agents } from "./agents";
import { type Counters, noCounts } from "./counters";
import { RelayError } from "./errors";
import type * as Grpc from "./grpc-server";
import { otlpHttpServer } from "./http-server";
import { relayLimits } from "./limits";
import { doorkeeper } from "./secret";
import { isLoopback } from "./settings/kinds";
import type { RelayAgent, RelaySettings } from "./settings/read";
import { Taking } from "./taking";

/** What the relay works with besides its settings. */
export interface RelayContext {
  /** gives a token for a scope */
  readonly token: (scope: string) => Promise<string>;
  /** told of every problem */
  readonly report: (problem: Error) => void;
  /** changes to how each agent's records are written and sent, for tests */
  readonly options?: Partial<AgentTelemetryOptions>;
}

/** Of what is under way when the relay closes, in milliseconds. */
const lastAnswers = 3000;

/**
 * Receives OpenTelemetry from agents of any language on this machine, signs it in their names, and sends it. What it
 * has answered is on its disk.
 */
export class Relay {
  private constructor(
    private readonly taking: Taking,
    private readonly recordings: ReadonlyMap<string, Recording>,
    private readonly counters: Counters,
    private readonly http: Server | undefined,
    private readonly grpc: { readonly server: GrpcServer; readonly module: typeof Grpc } | undefined,
    /** undefined for none */
    readonly httpPort: number | undefined,
    readonly grpcPort: number | undefined,
  ) {}

  /**
   * Listens.
   * @throws RelayError for an address that cannot be had; TelemetryError for a key that cannot be used
   */
  static async start(settings: RelaySettings, context: RelayContext): Promise<Relay> {
    const { report } = context;
    const { agents, host } = settings;
    const mayEnter = doorkeeper(settings.tokenFile);
    const options = agents.map((agent) => settingsOf(optionsOf(agent, settings, context)));
    const recordings = new Map(options.map((made) => [made.agentId, new Recording(made)]));
    const counters = noCounts();
    const limits = relayLimits(settings.maxRequestBytes, settings.maxHeldBytes);
    const [{ loadKey, uuid, clock }] = options as [Settings];
    const watch = new Watch(() => elapsed(clock));
    const inbox = { folder: join(settings.folder, "inbox"), loadKey, uuid, watch };
    const taking = new Taking({
      agents: new Agents(agents),
      recordings,
      inbox,
      drain: settings.drainSeconds * 1000,
      counters,
      report,
    });
    const take = (body: Uint8Array, format: Format) => taking.take(body, format);
    const shared = { take, limits, counters, mayEnter, report };
    let http: Server | undefined;
    let grpc: { readonly server: GrpcServer; readonly module: typeof Grpc } | undefined;
    try {
      const health = () => healthOf(recordings, counters);
      if (settings.httpPort !== undefined) {
        http = otlpHttpServer({ ...shared, isLocal: isLoopback(host), health });
        await listen(http, host, settings.httpPort);
      }
      let grpcPort: number | undefined;
      if (settings.grpcPort !== undefined) {
        const module = require("./grpc-server") as typeof Grpc;
        grpc = { server: module.otlpGrpcServer(shared), module };
        grpcPort = await module.bindGrpc(grpc.server, addressOf(host, settings.grpcPort)).catch((error) => {
          throw unreachable("grpcPort", host, settings.grpcPort!, error);
        });
      }
      const httpPort = http && (http.address() as AddressInfo).port;
      return new Relay(taking, recordings, counters, http, grpc, httpPort, grpcPort);
    } catch (error) {
      http?.close();
      grpc?.server.forceShutdown();
      await taking.close();
      await Promise.all([...recordings.values()].map((recording) => recording.close()));
      throw error;
    }
  }

  /** What `/healthz` says. */
  get health(): { readonly status: number; readonly body: object } {
    return healthOf(this.recordings, this.counters);
  }

  /** Sends what there is, as `drainSeconds` allows; goes on listening. */
  async flush(): Promise<void> {
    await this.taking.settle();
    await Promise.all([...this.recordings.values()].map((recording) => recording.flush()));
  }

  /** Answers what is under way, takes nothing more, signs and sends what there is, and closes the chains. Never rejects. */
  async close(): Promise<void> {
    await Promise.all([this.http && closeHttp(this.http), this.grpc?.module.closeGrpc(this.grpc.server, lastAnswers)]);
    await this.taking.close();
    await Promise.all([...this.recordings.values()].map((recording) => recording.close()));
  }
}

function optionsOf(
  agent: RelayAgent,
  settings: RelaySettings,
  { token, report, options }: RelayContext,
): AgentTelemetryOptions {
  return {
    agentId: agent.id,
    folder: join(settings.folder, agent.id),
    ...(agent.key === undefined ? {} : { key: { file: agent.key } }),
    ...settings.destination,
    token,
    maxSpoolBytes: settings.maxSpoolBytes,
    flushTimeout: settings.drainSeconds * 1000,
    onProblem: report,
    ...options,
  };
}

function healthOf(recordings: ReadonlyMap<string, Recording>, counters: Counters) {
  const agents = [...recordings].map(([id, { waitingBytes }]) => ({ id, waitingBytes }));
  const isReady = agents.every(({ waitingBytes }) => waitingBytes !== undefined);
  return {
    status: isReady ? 200 : 503,
    body: { status: isReady ? "ready" : "a spool is not open", agents, since: counters },
  };
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host.replace(/^\[|\]$/g, ""));
  await once(server, "listening").catch((error) => {
    throw unreachable("httpPort", host, port, error);
  });
}

const addressOf = (host: string, port: number) =>
  host.includes(":") && !host.startsWith("[") ? `[${host}]:${port}` : `${host}:${port}`;

function unreachable(name: string, host: string, port: number, error: Error): RelayError {
  return new RelayError([
    `${name}: ${addressOf(host, port)} cannot be listened on: ${error.message}; end what has it, or set another port`,
  ]);
}

/** Connections that wait for a next request are closed; those with one get their answer first. */
function closeHttp(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), lastAnswers);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
