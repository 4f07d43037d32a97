import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { type Control, untilRung } from "./control";
import { errors } from "./errors";
import type { Settings } from "./options";
import type { Problems } from "./problems";
import type { SpanQueue } from "./queue";
import type { AgentRecord } from "./record/agent-record";
import { agentNamed, recordFromSpan } from "./record/from-span";
import { overflowRecord, resumedRecord } from "./record/own-records";
import { backoff } from "./sending/backoff";
import { type ChainHead, newChain } from "./signing/chain";
import type { SigningKey } from "./signing/key";
import { seal } from "./signing/seal";
import { Spool } from "./spool/spool";

const pack = promisify(gzip);
/** https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api */
const maximumBody = 1024 * 1024;
/** Records that are made before some are signed. */
const ahead = 512;
/** Spans turned into records between two turns of the event loop. */
const perTurn = 32;

/** Where signed records go, and what they follow on. */
interface Place {
  readonly spool: Spool;
  readonly key: SigningKey;
  head: ChainHead;
}

/** Turns spans into signed records on disk, in the order they ended. */
export class Writer {
  private place: Place | undefined;
  private records: AgentRecord[] = [];
  private ended = false;
  private failures = 0;

  constructor(
    private readonly settings: Settings,
    private readonly queue: SpanQueue,
    private readonly control: Control,
    private readonly problems: Problems,
  ) {}

  /** The spool, once it is open. */
  get spool(): Spool | undefined {
    return this.place?.spool;
  }

  /** Whether every span so far is on disk. */
  get isIdle(): boolean {
    return this.place !== undefined && this.records.length === 0 && this.queue.isEmpty;
  }

  /** Whether no batch will come any more. */
  get hasEnded(): boolean {
    return this.ended;
  }

  /** Works until the exporter closes and all is written, or it is aborted. Never rejects. */
  async run(): Promise<void> {
    while (!(await this.attempt("opening the spool", () => this.open())) && !this.control.aborted);
    while (!this.control.aborted) {
      await this.collect();
      if (this.records.length > 0) await this.attempt("writing the spool", () => this.write());
      else if (this.control.closing && this.queue.isEmpty) break;
      this.control.progress.ring();
    }
    this.ended = true;
    this.control.wakeAll();
  }

  /** Does it, or reports why not and waits. */
  private async attempt(what: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.failures = 0;
      return true;
    } catch (error) {
      this.problems.report(errors.failed(what, error));
      if (!this.control.aborted) await this.control.hurry.wait(backoff(++this.failures, this.settings.random()));
      return false;
    }
  }

  private async open(): Promise<void> {
    const { agentId, folder, clock, loadKey, uuid } = this.settings;
    const key = loadKey();
    const lost = this.place !== undefined;
    await this.place?.spool.close(false);
    const spool = await Spool.open(folder, uuid());
    const last = spool.last?.head.chainId.startsWith(`${agentId}/`) ? spool.last : undefined;
    this.place = { spool, key, head: last?.head ?? newChain(agentId, uuid()) };
    if (spool.endedUncleanly || lost) this.records.unshift(resumedRecord(agentId, clock.now(), last?.time));
    this.control.batches.ring();
  }

  /** Waits for spans, and for more of them unless somebody is in a hurry, and makes records of them. */
  private async collect(): Promise<void> {
    const { control, queue, settings } = this;
    if (this.records.length === 0) {
      if (queue.isEmpty && !control.closing) await control.spans.wait(untilRung);
      const hurried = () => control.closing || control.waiting > 0 || control.aborted || queue.isWorthABatch;
      if (!queue.isEmpty && !hurried()) await control.spans.wait(settings.batchDelay);
    }
    while (this.records.length < ahead) {
      const spans = queue.take(perTurn);
      if (spans.length === 0) break;
      for (const span of spans) this.add(span);
      await new Promise(setImmediate);
    }
    this.records.push(...queue.takeNotes());
    const loss = queue.takeLoss();
    if (loss === undefined) return;
    this.records.push(overflowRecord(settings.agentId, settings.clock.now(), loss));
    this.problems.report(errors.lost(loss.count, "queue or spool is full"));
  }

  private add(span: ReadableSpan): void {
    const { agentId } = this.settings;
    try {
      const named = agentNamed(span);
      if (named !== undefined && named !== agentId) throw errors.otherAgent(named, agentId);
      const record = recordFromSpan(span, agentId);
      if (record) this.records.push(record);
    } catch (error) {
      this.problems.report(error as Error);
    }
  }

  /** Signs as many records as make a batch and puts them on the disk; only then are they part of the chain. */
  private async write(): Promise<void> {
    const place = this.place!;
    const { body, count, head } = await seal(this.records, place.head, place.key, maximumBody);
    const packed = await pack(body);
    await this.roomFor(place.spool, packed.length);
    if (this.control.aborted) return;
    if (!(await place.spool.isHeld())) return this.open();
    await place.spool.commit(packed);
    place.head = head;
    this.records.splice(0, count);
    this.control.batches.ring();
  }

  /** A batch larger than the whole spool waits until it is alone. */
  private async roomFor(spool: Spool, bytes: number): Promise<void> {
    while (!this.control.aborted && spool.bytes > 0 && spool.bytes + bytes > this.settings.maxSpoolBytes)
      await this.control.room.wait(untilRung);
  }
}
