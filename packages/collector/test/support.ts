import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VirtualClock } from "@sentinel-agent-identities/clock";
import { GraphClient } from "../src/graph";
import type { Fetch } from "../src/http/fetch";
import type { Pacing } from "../src/http/pacing";
import type { RowSender } from "../src/send/sender";
import type { StateStore } from "../src/state/store";

const folders: string[] = [];

/** A folder that is there for this file's tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "agentid-collector-"));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Time that passes only while somebody waits. */
export function virtualPacing(clock = new VirtualClock(new Date("2026-03-02T10:00:00Z"))) {
  const waits: number[] = [];
  const pacing: Pacing = {
    clock,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      clock.advance(milliseconds);
    },
    random: () => 1,
  };
  return { clock, pacing, waits };
}

/** What a scripted server answers to one request. */
export interface Scripted {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly error?: string;
  /** why its body breaks off */
  readonly broken?: string;
}

export const graphEndpoint = "https://graph.example";

/** A client whose requests are answered by a script. */
export function scriptedGraph(answer: (url: string, body: unknown, call: number) => Scripted) {
  const time = virtualPacing();
  const calls: { url: string; body: unknown; authorization: string }[] = [];
  const fetch: Fetch = async (url, { body, headers = {} } = {}) => {
    const parsed = body === undefined ? undefined : JSON.parse(body);
    calls.push({ url, body: parsed, authorization: headers.Authorization ?? "" });
    const { status = 200, headers: answered = {}, body: content, error, broken } = answer(url, parsed, calls.length);
    if (error !== undefined) throw new TypeError("fetch failed", { cause: new Error(error) });
    return {
      status,
      headers: { get: (name) => answered[name] ?? null },
      text: async () => {
        if (broken !== undefined) throw new TypeError("terminated", { cause: new Error(broken) });
        return typeof content === "string" ? content : JSON.stringify(content);
      },
    };
  };
  let tokens = 0;
  const token = async () => `t${++tokens}`;
  return { ...time, calls, graph: new GraphClient({ endpoint: graphEndpoint, token, fetch, pacing: time.pacing }) };
}

/** Keeps rows by stream rather than sending them. */
export class MemorySender implements RowSender {
  readonly rows: Record<string, unknown>[] = [];
  /** what happens before each request */
  before: () => void = () => {};

  async send(_stream: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
    this.before();
    this.rows.push(...rows);
  }

  async sendOnce(stream: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<boolean> {
    await this.send(stream, rows);
    return true;
  }

  take(): Record<string, unknown>[] {
    return this.rows.splice(0);
  }
}

/** Keeps state as text, as a file would. */
export class MemoryStore implements StateStore {
  readonly texts = new Map<string, string>();

  async read(name: string): Promise<unknown> {
    const text = this.texts.get(name);
    return text === undefined ? undefined : JSON.parse(text);
  }

  async write(name: string, value: unknown): Promise<void> {
    this.texts.set(name, JSON.stringify(value));
  }
}
