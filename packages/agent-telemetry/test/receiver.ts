import { readFileSync } from "node:fs";
import { request } from "node:https";
import { VirtualClock } from "@sentinel-agent-identities/clock";
import type { Fetch } from "@sentinel-agent-identities/telemetry";
import { SentinelEmulator, type Workspace } from "../../../lib/emulator";
import { type IngestionLimits, IngestionServer, issueToken } from "../../../lib/emulator/server";
import { shippedWorkspace } from "../../../test/pipeline/support";
// Its exporters end before the endpoint does: they still have something to send.
import "./support";

/** The principal that may send to every rule. */
export const sender = "aaaaaaaa-0000-4000-8000-000000000001";

let shipped: Workspace | undefined;

/** The shipped workspace, where `sender` may send. */
function workspace(): Workspace {
  shipped ??= shippedWorkspace();
  return {
    ...shipped,
    dataCollectionRules: shipped.dataCollectionRules.map((rule) => ({ ...rule, senders: [...rule.senders, sender] })),
  };
}

/** Stands for the endpoint on one request: an answer of its own, an error, or undefined to let the request through. */
export type Interference = (
  attempt: number,
  body: Uint8Array,
) => { status: number; headers?: Record<string, string> } | Error | undefined;

/** The Logs Ingestion API on the shipped workspace, and the way to it, which can be disturbed. */
export class Receiver {
  /** What happens to requests before they arrive. */
  interference: Interference = () => undefined;
  /** Requests that were made, by the status they got; "error" for none. */
  readonly attempts: (number | "error")[] = [];

  private constructor(
    readonly server: IngestionServer,
    readonly emulator: SentinelEmulator,
    readonly clock: VirtualClock,
  ) {}

  static async start(limits: Partial<IngestionLimits> = {}): Promise<Receiver> {
    const clock = new VirtualClock(new Date("2026-03-02T10:00:00Z"));
    const emulator = await SentinelEmulator.open(workspace(), { rules: [] });
    const receiver = new Receiver(await IngestionServer.start(emulator, { clock, limits }), emulator, clock);
    running.push(receiver);
    return receiver;
  }

  get ruleId(): string {
    const rules = this.emulator.workspace.dataCollectionRules;
    return rules.find((rule) => rule.streams.some(({ name }) => name === "Custom-AgentExecutionNative"))!.immutableId;
  }

  /** The endpoint cannot be reached. */
  down(): void {
    this.interference = () => new Error("connect ECONNREFUSED");
  }

  up(): void {
    this.interference = () => undefined;
  }

  /** Options for `AgentTelemetry`, but for agent and folder. */
  get options() {
    return {
      endpoint: this.server.endpoint,
      ruleId: this.ruleId,
      token: async () => issueToken(sender),
      fetch: this.fetch,
    };
  }

  /** Rows of a query on the workspace. */
  async rows(query: string): Promise<readonly Record<string, unknown>[]> {
    const { columns, rows } = await this.emulator.query(query, { now: new Date("2026-03-02T12:00:00Z") });
    return rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i]])));
  }

  async close(): Promise<void> {
    await this.server.close();
    this.emulator.close();
  }

  private readonly fetch: Fetch = async (url, { method, headers, body, signal }) => {
    const disturbed = this.interference(this.attempts.length, body);
    if (disturbed instanceof Error) {
      this.attempts.push("error");
      throw disturbed;
    }
    const answer = disturbed ?? (await this.send(url, { method, headers, signal }, body));
    this.attempts.push(answer.status);
    const found = Object.entries(answer.headers ?? {});
    return {
      status: answer.status,
      headers: { get: (name) => found.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? null },
      text: async () => ("text" in answer ? (answer.text as string) : ""),
    };
  };

  private send(url: string, init: object, body: Uint8Array) {
    const ca = readFileSync(this.server.caFile, "utf8");
    return new Promise<{ status: number; headers: Record<string, string>; text: string }>((resolve, reject) => {
      request(url, { ...init, ca }, async (response) => {
        let text = "";
        for await (const chunk of response) text += chunk;
        resolve({ status: response.statusCode!, headers: response.headers as Record<string, string>, text });
      })
        .on("error", reject)
        .end(body);
    });
  }
}

const running: Receiver[] = [];
afterEach(async () => {
  for (const receiver of running.splice(0)) await receiver.close();
});
