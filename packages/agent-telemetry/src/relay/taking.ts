import { setTimeout as wait } from "node:timers/promises";
import type { Format, PartialSuccess } from "@sentinel-agent-identities/otlp/receiving";
import { TelemetryError } from "../errors";
import type { AgentRecord } from "../record/agent-record";
import type { Recording } from "../recording";
import type { Agents } from "./agents";
import type { Counters } from "./counters";
import { RelayError } from "./errors";
import type { Held } from "./inbox/box";
import { Inbox, type InboxOptions } from "./inbox/inbox";
import { looksWhole } from "./looks-whole";
import { type Read, readHeld, readRequest } from "./reading";

/** Reasons that are told in an answer. */
const mostReasons = 3;
/** Milliseconds between an answer and the work on what it was for. */
const later = 5;
/** Milliseconds after which what could not be kept is tried again. */
const again = 100;

/** What became of a request. */
export interface Taken {
  /** what was refused of requests before this one; undefined for nothing */
  readonly partial?: PartialSuccess;
  /** resolves when what was taken has its place in the chain; never rejects */
  readonly signed: Promise<unknown>;
}

/** What takes requests works with. */
export interface TakingOptions {
  readonly agents: Agents;
  /** by the agent's object id */
  readonly recordings: ReadonlyMap<string, Recording>;
  readonly inbox: InboxOptions;
  /** milliseconds that closing may wait for room */
  readonly drain: number;
  readonly counters: Counters;
  /** told of what is wrong with the relay, and of what is refused */
  readonly report: (problem: Error) => void;
}

/**
 * Takes requests: what is answered is on the disk as it came, and is read, signed and sent meanwhile, in the order in which
 * it came.
 */
export class Taking {
  private readonly inbox: Inbox;
  private readonly waiting: Held[] = [];
  private working: Promise<void> | undefined;
  /** why the oldest cannot be kept for now */
  private blocked: TelemetryError | undefined;
  private isClosing = false;
  /** what was refused since the last answer */
  private refused: { readonly spans: number; readonly reasons: readonly string[] } = { spans: 0, reasons: [] };

  constructor(private readonly options: TakingOptions) {
    this.inbox = new Inbox(options.inbox, (held) => {
      this.waiting.push(...held);
      this.work();
    });
    // What others have left is seen to, whether or not anything comes; what fails now is told when something does.
    void this.inbox.open().catch(() => undefined);
  }

  /**
   * @param body of an OTLP trace export request
   * @throws OtlpError for what is no such request
   * @throws TelemetryError when the spans cannot be taken for the moment
   */
  async take(body: Uint8Array, format: Format): Promise<Taken> {
    const { agents, recordings, counters, report } = this.options;
    try {
      for (const recording of recordings.values()) recording.checkRoom();
      if (!looksWhole(body, format)) await readRequest({ body, format }, agents);
      let settled = () => {};
      const signed = new Promise<void>((resolve) => {
        settled = resolve;
      });
      await this.inbox.add({ body, format, settled });
      const partial = this.warning();
      return { signed, ...(partial ? { partial } : {}) };
    } catch (error) {
      if (error instanceof TelemetryError) {
        counters.postponed++;
        report(error);
      }
      throw error;
    }
  }

  /** Resolves when all that was taken is read and kept, or cannot be for now. */
  async settle(): Promise<void> {
    await this.inbox.open().catch(() => undefined);
    while (this.working && !this.blocked) await Promise.race([this.working, wait(again)]);
  }

  /** Reads and keeps what was taken, as long as there is room for it; what is left is the next relay's. */
  async close(): Promise<void> {
    const { recordings, drain } = this.options;
    const end = performance.now() + drain;
    // What others have left may be on its way.
    await this.inbox.open().catch(() => undefined);
    while (this.working && performance.now() < end) {
      await this.settle();
      if (!this.blocked) continue;
      const before = this.waiting.length;
      await Promise.all([...recordings.values()].map((recording) => recording.flush()));
      await wait(2 * again);
      if (this.blocked && this.waiting.length === before) break;
    }
    this.isClosing = true;
    await this.working;
    await this.inbox.close();
  }

  private work(): void {
    // The answer goes first: it is what the agent waits for.
    this.working ??= wait(later)
      .then(() => this.workAll())
      .finally(() => {
        this.working = undefined;
        if (this.waiting.length > 0 && !this.isClosing) this.work();
      });
  }

  private async workAll(): Promise<void> {
    for (let held = this.waiting[0]; held && !this.isClosing; held = this.waiting[0]) {
      let read: Read | undefined;
      try {
        read = await this.keep(held);
        if (read === undefined) return;
      } catch (error) {
        // What cannot be read for a reason of ours is not read better the next time.
        this.options.report(error as Error);
        held.sent?.settled?.();
      }
      this.waiting.shift();
      await this.inbox.done(held).catch((error) => this.options.report(error));
      if (read) this.tell(read);
    }
  }

  /** @returns what was kept; undefined when the relay closes before there is room */
  private async keep({ sent }: Held): Promise<Read | undefined> {
    const { agents, recordings } = this.options;
    const read = await readHeld(sent, agents);
    const kept: Promise<void>[] = [];
    for (const [agentId, records] of this.admitted(read)) {
      const own = await this.keepFor(recordings.get(agentId)!, records);
      if (own === undefined) return undefined;
      kept.push(own.signed);
    }
    void Promise.all(kept).then(() => sent?.settled?.());
    return read;
  }

  private async keepFor(
    recording: Recording,
    records: readonly AgentRecord[],
  ): Promise<{ readonly signed: Promise<void> } | undefined> {
    while (!this.isClosing) {
      try {
        const kept = await recording.keep(records);
        this.blocked = undefined;
        return kept;
      } catch (error) {
        if (!(error instanceof TelemetryError)) throw error;
        if (!this.blocked) this.options.report(error);
        this.blocked = error;
        await wait(again);
      }
    }
    return undefined;
  }

  /** The records, and of what can never be one an admission in the chain of the agent that signs for all others. */
  private admitted({ records, rejected, unknownAgent }: Read): ReadonlyMap<string, readonly AgentRecord[]> {
    const { agents, recordings } = this.options;
    const unreadable = rejected - unknownAgent;
    const id = agents.default?.id;
    if (unreadable === 0 || id === undefined) return records;
    const admission = recordings.get(id)!.admission({ "span that cannot be read": unreadable });
    return new Map(records).set(id, [...(records.get(id) ?? []), admission]);
  }

  private tell({ taken, rejected, unknownAgent, reasons }: Read): void {
    const { counters, report } = this.options;
    counters.spans += taken;
    counters.rejected += rejected;
    counters.unknownAgent += unknownAgent;
    if (reasons.length === 0) return;
    const spans = this.refused.spans + rejected;
    this.refused = { spans, reasons: [...new Set([...this.refused.reasons, ...reasons])].slice(0, mostReasons) };
    report(new RelayError([`${rejected} spans of a request were refused: ${reasons.join("; ")}`]));
  }

  /** What was refused before, for the answer to who comes next: SDKs write it to the agent's log. */
  private warning(): PartialSuccess | undefined {
    const { spans, reasons } = this.refused;
    if (reasons.length === 0) return undefined;
    this.refused = { spans: 0, reasons: [] };
    return { rejectedSpans: 0, errorMessage: `${spans} spans of requests before were refused: ${reasons.join("; ")}` };
  }
}
