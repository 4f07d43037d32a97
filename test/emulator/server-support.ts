import { mkdtempSync, readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { request } from "node:https";
import { join } from "node:path";
import { LogsIngestionClient, type LogsIngestionClientOptions } from "@azure/monitor-ingestion";
import { VirtualClock } from "@sentinel-agent-identities/clock";
import { readWorkspace, SentinelEmulator } from "../../lib/emulator";
import { type IngestionLimits, IngestionServer, issueToken, localCredential } from "../../lib/emulator/server";
import { type Resources, smallWorkspace, temporaryFolder, writeStack } from "./support";

export const sender = "aaaaaaaa-0000-4000-8000-000000000001";
export const stranger = "bbbbbbbb-0000-4000-8000-000000000002";
export const stream = "Custom-Events";

/** One row of the small workspace's stream. */
export const event = (more: Record<string, unknown> = {}) => ({
  TimeGenerated: "2026-03-02T09:59:00Z",
  Host: "h",
  Size: 1,
  Detail: null,
  ...more,
});

/** The small workspace, and one principal that may send to its rule. */
export function workspaceWithSender(more: Resources = {}): Resources {
  const grant = {
    scope: "${azurerm_monitor_data_collection_rule.dcr.id}",
    role_definition_name: "Monitoring Metrics Publisher",
    principal_id: sender,
  };
  return smallWorkspace({}, { azurerm_role_assignment: { sender: grant }, ...more });
}

/** An answer of the server. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What differs from a good upload. */
export interface Upload {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly body?: string | Buffer;
}

/** A server on a small workspace at 2026-03-02T10:00:00Z; closed after the test. */
export class TestServer {
  private constructor(
    readonly server: IngestionServer,
    readonly emulator: SentinelEmulator,
    readonly clock: VirtualClock,
  ) {}

  static async start(limits: Partial<IngestionLimits> = {}): Promise<TestServer> {
    const clock = new VirtualClock(new Date("2026-03-02T10:00:00Z"));
    const stack = writeStack(mkdtempSync(join(root, "s-")), workspaceWithSender());
    const emulator = await SentinelEmulator.open(readWorkspace(stack));
    const started = new TestServer(await IngestionServer.start(emulator, { clock, limits }), emulator, clock);
    running.push(started);
    return started;
  }

  get immutableId(): string {
    return this.emulator.workspace.dataCollectionRules[0]!.immutableId;
  }

  /** Microsoft's client, trusting the server's authority and nothing else. */
  client(principalId = sender, options: LogsIngestionClientOptions = {}): LogsIngestionClient {
    const tlsOptions = { ca: readFileSync(this.server.caFile, "utf8") };
    return new LogsIngestionClient(this.server.endpoint, localCredential(principalId), { tlsOptions, ...options });
  }

  /** Sends one request as it is. */
  send({ method = "POST", path = this.uploadPath(), headers = {}, body = "[]" }: Upload): Promise<Answer> {
    const sent = { Authorization: `Bearer ${issueToken(sender)}`, "Content-Type": "application/json", ...headers };
    const present = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
    return new Promise((resolve, reject) => {
      const ca = readFileSync(this.server.caFile, "utf8");
      request(`${this.server.endpoint}${path}`, { method, ca, headers: present }, async (response) => {
        let text = "";
        for await (const chunk of response) text += chunk;
        resolve({ status: response.statusCode!, headers: response.headers, body: text });
      })
        .on("error", reject)
        .end(body);
    });
  }

  uploadPath(rule = this.immutableId, name = stream, version = "2023-01-01"): string {
    return `/dataCollectionRules/${rule}/streams/${name}?api-version=${version}`;
  }

  /** Rows of a query on the emulated workspace. */
  async rows(query: string): Promise<readonly (readonly unknown[])[]> {
    return (await this.emulator.query(query, { now: this.clock.now() })).rows;
  }

  async close(): Promise<void> {
    await this.server.close();
    this.emulator.close();
  }
}

const root = temporaryFolder();
const running: TestServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});
