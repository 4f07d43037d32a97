import { readFileSync } from "node:fs";
import { request } from "node:https";
import { VirtualClock } from "@sentinel-agent-identities/clock";
import type { KeyRegistry } from "@sentinel-agent-identities/lineage";
import { ANALYST } from "../../examples/people";
import { type Outcome, readWorkspace, SentinelEmulator } from "../../lib/emulator";
import { azurePortal } from "../../lib/emulator/portal";
import { type IncidentComment, type Person, Responder } from "../../lib/emulator/responses";
import { IngestionServer, issueToken, localCredential, QueryServer } from "../../lib/emulator/server";
import { readSenders } from "../../packages/collector/src/functions/senders";
import { fetchTrusting } from "../../packages/collector/src/http/fetch";
import { Intake } from "../../packages/collector/src/intake";
import { LogAnalytics } from "../../packages/collector/src/query/log-analytics";
import { IngestionSender } from "../../packages/collector/src/send/sender";
import { SignatureVerifier } from "../../packages/collector/src/signatures";
import { MemoryStore } from "../../packages/collector/test/support";
import { contoso, stackOf } from "../shared/stacks";

type Row = Readonly<Record<string, unknown>>;

/** The agent that somebody wants stopped. */
export const victim = "3f6c2b1e-8d47-4c0a-9b52-7e1d4a90c615";
export const victimBlueprint = "b7d0c9a4-52e3-4f18-8a6d-1c3e5f709b24";
/** Another agent of the tenant, which its attacker holds. */
export const attacker = "a77ac4e2-0000-4000-8000-000000000001";
/** A team that may speak for the attacker's agent. */
export const team = "7ea30000-0000-4000-8000-000000000001";
/** The gateway in front of all agents. */
export const gateway = "0f8c2d7b-6e14-4a93-b5d8-7c1a9e3f2b06";
export const others = Array.from({ length: 40 }, (_, i) => `c0ffee00-0000-4000-8000-${String(i).padStart(12, "0")}`);

export const start = Date.parse("2026-03-02T10:00:00Z");
export const minutes = (n: number): number => start + n * 60_000;
export const iso = (n: number): string => new Date(minutes(n)).toISOString();

/** Spans that look like theft and destruction, by turns. */
export const theft = (agentId: string, i: number) => ({
  traceId: `${i.toString(16).padStart(4, "0")}${"0".repeat(24)}ff01`,
  spanId: `${i.toString(16).padStart(4, "0")}000000000001`,
  name: "POST",
  kind: 3,
  startTimeUnixNano: String(BigInt(start + i * 1000) * 1_000_000n),
  endTimeUnixNano: String(BigInt(start + i * 1000 + 500) * 1_000_000n),
  attributes: Object.entries({
    "gen_ai.agent.id": agentId,
    "microsoft.a365.agent.blueprint.id": victimBlueprint,
    "agent.data.label.rank": "3",
    "agent.data.zone": "external",
    ...(i % 2 === 0
      ? {
          "http.request.method": "POST",
          "server.address": "files.transfer-cache.net",
          "http.request.body.size": "900000000",
        }
      : { "db.system.name": "postgresql", "db.namespace": "ledger", "db.operation.name": "DELETE" }),
  }).map(([name, stringValue]) => ({ key: name, value: { stringValue } })),
});
/** A request of spans. */
export const traces = (...spans: object[]) => ({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

/** A comment of the approver on the incident of an agent, once the request for approval is there. */
export const answer = (agent: string, minute: number, text: string): Person => ({
  after: minute * 60_000,
  authorObjectId: String(ANALYST.id),
  message: (comments: readonly IncidentComment[]) => {
    const requests = comments.filter(({ message }) => message.includes(agent)).map(({ message }) => message);
    const code = requests.flatMap((message) => /approve ([0-9a-f]{8})/.exec(message)?.[1] ?? []).at(-1);
    return code && text.replace("CODE", code);
  },
});

const tenant = {
  ...contoso,
  features: { collector: true },
  senders: [
    { name: "gateway", principalId: gateway, everyAgent: true },
    { name: "team", principalId: team, agents: [attacker] },
  ],
  watchlists: {
    ...contoso.watchlists,
    AgentPolicy: [
      { AgentOrBlueprintId: "*", ResponseMode: "Auto", AllowedDestinations: "" },
      ...[victim, ...others.slice(0, 8)].map((agent) => ({
        AgentOrBlueprintId: agent,
        ResponseMode: "Auto",
        AllowedDestinations: "reports.contoso.com",
      })),
    ],
  },
};
const named = readSenders(JSON.stringify(tenant.senders), []);

/** What came of it all. */
export interface Aftermath extends Outcome {
  /** agents that are disabled in Entra */
  readonly frozen: readonly string[];
  /** `detection agent` of each alert */
  readonly said: readonly string[];
  /** decisions of the freeze playbook, by what it wrote into the ledger: `action target result` */
  readonly ledger: readonly string[];
}

/** A tenant under attack: every row comes in by a request that somebody makes as themselves. */
export class Scene {
  private constructor(
    readonly emulator: SentinelEmulator,
    private readonly clock: VirtualClock,
    private readonly ingestion: IngestionServer,
    private readonly queries: QueryServer,
  ) {}

  static async open(): Promise<Scene> {
    const workspace = readWorkspace(stackOf(tenant));
    const emulator = await SentinelEmulator.open(workspace);
    const clock = new VirtualClock(new Date(minutes(-60)));
    const scene = new Scene(
      emulator,
      clock,
      await IngestionServer.start(emulator, { clock }),
      await QueryServer.start(emulator, { clock }),
    );
    await scene.inventory();
    return scene;
  }

  /** Sets the time at which what follows arrives, in minutes after the start. */
  at(minute: number): this {
    this.clock.set(new Date(minutes(minute)));
    return this;
  }

  /** Who holds the role on a rule besides people that a test names. */
  holder(rule: string): string {
    return this.rule(rule).senders[0]!;
  }

  /** Posts rows to the Logs Ingestion API as somebody. @returns the status of the answer */
  async posts(principal: string, rule: string, stream: string, rows: readonly Row[]): Promise<number> {
    const { immutableId, streams } = this.rule(rule);
    const columns = streams.find(({ name }) => name === stream)?.columns ?? [];
    const blank = Object.fromEntries(columns.map(({ name }) => [name, null]));
    const url = new URL(
      `${this.ingestion.endpoint}/dataCollectionRules/${immutableId}/streams/${stream}?api-version=2023-01-01`,
    );
    const headers = {
      Authorization: `Bearer ${issueToken(principal)}`,
      "Content-Type": "application/json",
    };
    return new Promise((resolve, reject) => {
      const call = request(url, { method: "POST", headers, ca: readFileSync(this.ingestion.caFile) }, (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode!));
      });
      call.on("error", reject);
      call.end(JSON.stringify(rows.map((row) => ({ ...blank, ...row }))));
    });
  }

  /**
   * The collector's intake as somebody with a token reaches it.
   * @param body JSON, unless it is text or bytes
   * @param claims what the platform says about the sender
   * @returns the status of the answer
   */
  async sends(
    principal: string,
    path: "traces" | "records",
    body: object | string,
    claims: unknown = [{ typ: "oid", val: principal }],
  ): Promise<number> {
    const intake = new Intake({ sender: this.sender("agent-identities-intake"), senders: named });
    const isBytes = body instanceof Uint8Array;
    const headers: Record<string, string> = {
      "content-type": isBytes ? "application/x-protobuf" : "application/json",
      "x-ms-client-principal": Buffer.from(JSON.stringify({ claims })).toString("base64"),
    };
    const { status } = await intake[path]({
      header: (name) => headers[name] ?? null,
      body: () => Buffer.from(isBytes || typeof body === "string" ? body : JSON.stringify(body)),
    });
    return status;
  }

  /** The verifier's job, as it runs every five minutes. */
  async verifies(registry: KeyRegistry, minute: number, store = new MemoryStore()): Promise<void> {
    this.at(minute);
    const verifier = this.holder("agent-identities-collector");
    const clock = this.clock;
    const pacing = { clock, sleep: async (milliseconds: number) => clock.advance(milliseconds) };
    const logs = new LogAnalytics({
      endpoint: this.queries.endpoint,
      workspaceId: this.queries.workspaceId,
      token: async () => issueToken(this.emulator.workspace.readers!.at(-1)!, "https://api.loganalytics.io"),
      fetch: fetchTrusting(readFileSync(this.queries.caFile, "utf8")),
      pacing,
    });
    await new SignatureVerifier({
      logs,
      sender: this.sender("agent-identities-collector", verifier),
      store,
      registry,
      pacing,
      verifierId: "test",
      verifierVersion: "1",
      since: new Date(minutes(-60)),
    }).run();
  }

  /** Lives through the time from the start on: rules, incidents, playbooks, and what people write. */
  async lives(to: number, people: readonly Person[] = []): Promise<Aftermath> {
    const agents = [victim, attacker, ...others];
    const options = {
      stack: stackOf(tenant),
      emulator: this.emulator,
      directory: {
        tenantId: contoso.tenantId,
        applications: [],
        servicePrincipals: agents.map((id) => ({
          "@odata.type": "#microsoft.graph.agentIdentity",
          id,
          appId: id,
          displayName: `agent ${id.slice(-4)}`,
          accountEnabled: true,
          servicePrincipalType: "ServiceIdentity",
          agentIdentityBlueprintId: victimBlueprint,
        })),
        users: [ANALYST],
        federatedIdentityCredentials: {},
        relations: {},
        riskyAgents: [],
      },
      people,
    };
    const responder = new Responder(options, azurePortal);
    const cloud = await responder.cloud();
    try {
      const outcome = await this.emulator.simulate(new Date(minutes(-5)), new Date(minutes(to)), {
        since: new Date(minutes(-5)),
        ...responder.replayOptions,
      });
      const details = outcome.alerts.map(({ customDetails }) => customDetails);
      return {
        ...outcome,
        frozen: agents.filter((id) => !cloud.directory.get("servicePrincipals", id).accountEnabled),
        said: details.map(({ DetectionId, AgentId }) => `${DetectionId?.[0]} ${AgentId?.[0] ?? ""}`.trim()).sort(),
        ledger: outcome.automation.flatMap(({ run }) =>
          "ledger" in run
            ? (run.ledger as readonly Row[]).map((row) => `${row.ActionType} ${row.AgentId} ${row.ResultState}`)
            : [],
        ),
      };
    } finally {
      await responder.close();
    }
  }

  async close(): Promise<void> {
    await this.ingestion.close();
    await this.queries.close();
    this.emulator.close();
  }

  private rule(name: string) {
    return this.emulator.workspace.dataCollectionRules.find((rule) => rule.name === name)!;
  }

  private sender(rule: string, principal = this.holder(rule)): IngestionSender {
    return new IngestionSender({
      endpoint: this.ingestion.endpoint,
      ruleId: this.rule(rule).immutableId,
      credential: localCredential(principal),
      ca: readFileSync(this.ingestion.caFile, "utf8"),
    });
  }

  private async inventory(): Promise<void> {
    this.at(-60);
    const rows = [victim, attacker, ...others].map((AgentId) => ({
      TimeGenerated: iso(-60),
      SnapshotId: "1",
      SnapshotType: "Full",
      AssetType: "AgentIdentity",
      AgentId,
      AppId: AgentId,
      AgentName: `agent ${AgentId.slice(-4)}`,
      BlueprintId: victimBlueprint,
      AccountEnabled: true,
    }));
    const collector = "agent-identities-collector";
    await this.posts(this.holder(collector), collector, "Custom-AgentAsset", rows);
    this.at(0);
  }
}
