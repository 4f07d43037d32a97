import { gunzipSync } from "node:zlib";
import type { Fetch } from "@sentinel-agent-identities/telemetry";

/** A row that was sent. */
export type SentRow = Readonly<Record<string, unknown>> & {
  readonly ChainId: string;
  readonly ChainSequence: number;
  readonly ContentSha256: string;
  readonly EventOriginalType: string;
  readonly EventErrorDetails: string | null;
  readonly PrevEventSha256: string | null;
  readonly ToolId: string | null;
  readonly AdditionalFields: Readonly<Record<string, unknown>> | null;
};

/** A request, and how often some came before. */
export interface Sent {
  readonly attempt: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly rows: readonly SentRow[];
}

/** What an endpoint says; "lost" takes the rows and says nothing. */
export type Said = { readonly status: number; readonly headers?: Record<string, string>; readonly text?: string };

/** Takes what an exporter sends, unless it is told to do otherwise. */
export class Endpoint {
  /** every row taken, copies too */
  readonly rows: SentRow[] = [];
  readonly requests: Sent[] = [];
  answer: (sent: Sent) => Said | Error | "lost" | undefined = () => undefined;

  constructor(readonly yes: Said = { status: 204 }) {}

  /** Options for `AgentTelemetry`, but for agent and folder. */
  get options() {
    return { endpoint: "https://ingest.example", ruleId: "dcr-1", token: async () => "token", fetch: this.fetch };
  }

  /** Each record once, in the order of the chains. */
  get records(): readonly SentRow[] {
    const once = new Map(this.rows.map((row) => [`${row.ChainId} ${row.ContentSha256}`, row]));
    return [...once.values()].sort((a, b) =>
      a.ChainId === b.ChainId ? a.ChainSequence - b.ChainSequence : a.ChainId < b.ChainId ? -1 : 1,
    );
  }

  /** The chains, each with its records. */
  get chains(): readonly (readonly SentRow[])[] {
    const chains = new Map<string, SentRow[]>();
    for (const row of this.records) chains.set(row.ChainId, [...(chains.get(row.ChainId) ?? []), row]);
    return [...chains.values()];
  }

  /** Records of the exporter's own: type, and what they say is lost. */
  get said(): readonly (readonly [type: string, lost: unknown])[] {
    const own = this.records.filter(({ EventOriginalType }) => EventOriginalType.startsWith("telemetry."));
    return own.map(({ EventOriginalType, AdditionalFields }) => [EventOriginalType, AdditionalFields?.Lost]);
  }

  /** Numbers of the tool calls that arrived, sorted. */
  get numbers(): readonly number[] {
    return this.records.flatMap(({ ToolId }) => (ToolId ? [Number(ToolId)] : [])).sort((a, b) => a - b);
  }

  readonly fetch: Fetch = async (url, { headers, body }) => {
    const rows = JSON.parse(gunzipSync(body).toString("utf8")) as SentRow[];
    const sent = { attempt: this.requests.length, url, headers, rows };
    this.requests.push(sent);
    const answer = this.answer(sent);
    if (answer === undefined || answer === "lost") this.rows.push(...rows);
    if (answer instanceof Error) throw answer;
    if (answer === "lost") throw new Error("socket hang up");
    const { status, text = "", headers: said = {} } = answer ?? this.yes;
    const found = new Map(Object.entries(said).map(([name, value]) => [name.toLowerCase(), value]));
    return { status, headers: { get: (name) => found.get(name.toLowerCase()) ?? null }, text: async () => text };
  };
}

/** Every chain begins with an admission, has each of its places once, and each names the one before. */
export function expectWhole(endpoint: Endpoint): void {
  for (const chain of endpoint.chains) {
    expect(["telemetry.started", "telemetry.resumed"]).toContain(chain[0]!.EventOriginalType);
    expect(chain.map(({ ChainSequence }) => ChainSequence)).toEqual(chain.map((_, i) => i + 1));
    expect(chain.map(({ PrevEventSha256 }) => PrevEventSha256)).toEqual([
      null,
      ...chain.slice(0, -1).map(({ ContentSha256 }) => ContentSha256),
    ]);
  }
}
