import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { bundled } from "../../../test/shared/bundle";
import { Endpoint, type SentRow } from "./endpoint";
import { agentId } from "./support";

/** Stands for Azure on this machine: the managed identity's endpoint as App Service has it, and the Logs Ingestion API. */
export class FakeAzure {
  readonly taken = new Endpoint();
  /** when each record came first, by its hash */
  readonly arrivals = new Map<string, Date>();
  /** who may not be believed: what to do with a request instead of taking it */
  disturb: (response: ServerResponse, take: () => void) => boolean = () => false;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeAzure> {
    const server = createServer();
    const azure = new FakeAzure(server);
    server.on("request", (request, response) => void azure.answer(request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return azure;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (request.url!.startsWith("/identity")) return void response.end(tokenFor());
      if (request.headers.authorization !== "Bearer identity's token") return void response.writeHead(401).end();
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const take = () => this.take(gunzipSync(Buffer.concat(chunks)).toString("utf8"));
      if (this.disturb(response, take)) return;
      take();
      response.writeHead(204).end();
    } catch {
      // The relay was killed on the way.
      response.destroy();
    }
  }

  private take(text: string): void {
    const rows = JSON.parse(text) as SentRow[];
    this.taken.rows.push(...rows);
    for (const { ContentSha256 } of rows)
      if (!this.arrivals.has(ContentSha256)) this.arrivals.set(ContentSha256, new Date());
  }
}

const tokenFor = () =>
  JSON.stringify({
    access_token: "identity's token",
    token_type: "Bearer",
    expires_on: String(Math.floor(Date.now() / 1000) + 86_400),
    client_id: agentId,
    resource: "https://monitor.azure.com",
  });

const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** A relay in a process of its own, as it is deployed. */
export interface RelayProcess {
  readonly httpPort: number;
  readonly grpcPort: number;
  /** what it printed */
  readonly output: () => string;
  /** @returns the exit code; null when it was killed */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts `agentid-relay` and waits until it listens. */
export async function startRelayProcess(
  azure: FakeAzure,
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RelayProcess> {
  const child = spawn(process.execPath, [bundled(join(__dirname, "../src/relay/main.ts"))], {
    env: {
      PATH: process.env.PATH,
      IDENTITY_ENDPOINT: `${azure.url}/identity`,
      IDENTITY_HEADER: "header",
      AGENTID_RELAY_AGENT: agentId,
      AGENTID_RELAY_FOLDER: folder,
      AGENTID_RELAY_ENDPOINT: azure.url,
      AGENTID_RELAY_RULE_ID: "dcr-1",
      AGENTID_RELAY_HTTP_PORT: "0",
      AGENTID_RELAY_GRPC_PORT: "0",
      // The machine may be busy.
      AGENTID_RELAY_DRAIN_SECONDS: "60",
      ...environment,
    },
  });
  children.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      output += text;
    });
  const ended = once(child, "close").then(([code]) => {
    children.delete(child);
    return code as number | null;
  });
  const ports = () => /listening: http:\/\/[^:]+:(\d+), grpc [^:]+:(\d+)/.exec(output);
  while (!ports() && child.exitCode === null) await Promise.race([once(child.stdout, "data"), ended]);
  const [, http, grpc] = ports() ?? [];
  if (http === undefined) throw new Error(`the relay did not start: ${output}`);
  return {
    httpPort: Number(http),
    grpcPort: Number(grpc),
    output: () => output,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
