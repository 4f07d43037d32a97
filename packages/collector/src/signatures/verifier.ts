import {
  type KeyRegistry,
  placesToRecall,
  type RecordVerdict,
  readRecordsState,
  type StateLimits,
  signatureRow,
  type TimeOptions,
  type VerifierIdentity,
  verifyRecords,
} from "@sentinel-agent-identities/lineage";
import { batches as inRequests } from "../send/batches";
import type { StateStore } from "../state/store";
import { Delivery, type DeliveryOptions } from "./delivery";
import { nextSlice, readRecords, recallRecords, type Slice } from "./read-records";
import { type Batch, batchOf, readSignatureState, type SignatureState } from "./state";

/** What the verifier works with. */
export interface SignatureVerifierOptions extends DeliveryOptions {
  readonly store: StateStore;
  readonly registry: KeyRegistry;
  /** who verifies, in rows */
  readonly verifierId: string;
  readonly verifierVersion: string;
  /** Minutes after which every row that arrived can be read. @default 5 */
  readonly settleMinutes?: number;
  /** Records judged in one step. @default 5000 */
  readonly step?: number;
  /** bytes of a request. @default - as the API takes */
  readonly batchBytes?: number;
  /** where the first run begins. @default - a day ago */
  readonly since?: Date;
  /** By what times records are judged. */
  readonly times?: TimeOptions;
  /** How much is remembered of chains. */
  readonly limits?: StateLimits;
}

/** What a run did. */
export interface SignatureReport {
  readonly records: number;
  /** verdicts by state */
  readonly verdicts: Readonly<Record<string, number>>;
  readonly requests: number;
  /** up to when records have been read */
  readonly cursor: string;
  /** true when it is not known yet whether earlier verdicts have arrived: the next run will know */
  readonly waiting: boolean;
}

const stateName = "signatures";
const minute = 60_000;
/** Read again each time, for rows that became readable late; the verifier knows which it has judged. */
const overlap = 10 * minute;

/**
 * Judges signed records and writes a verdict on each, once, whatever kills it: verdicts are written down before they are
 * sent, and what was sent when it was killed is looked for before it is sent again.
 */
export class SignatureVerifier {
  private readonly delivery: Delivery;
  private state!: SignatureState;

  constructor(private readonly options: SignatureVerifierOptions) {
    this.delivery = new Delivery(options);
  }

  /** @throws CollectorError, SendError; the next run goes on where this one was */
  async run(): Promise<SignatureReport> {
    const { store, pacing, settleMinutes = 5 } = this.options;
    const now = pacing.clock.now().getTime();
    this.state = readSignatureState(await store.read(stateName), this.options.since ?? new Date(now - 1440 * minute));
    const verdicts: Record<string, number> = {};
    let records = 0;
    let requests = 0;
    const report = (waiting: boolean): SignatureReport => ({
      records,
      verdicts,
      requests,
      cursor: this.state.cursor,
      waiting,
    });
    if (!(await this.settle())) return report(true);
    const until = new Date(now - settleMinutes * minute);
    let from = new Date(Date.parse(this.state.cursor) - overlap);
    while (from < until) {
      const slice = await nextSlice(this.options.logs, from, until, this.options.step ?? 5000);
      for (const part of slice.parts ?? [undefined]) {
        const isLast = part === slice.parts?.at(-1);
        const judged = await this.judge(slice, part, isLast);
        records += judged.records;
        for (const { state } of judged.verdicts) verdicts[state] = (verdicts[state] ?? 0) + 1;
        requests += this.state.intent?.batches.length ?? 0;
        if (!(await this.settle())) return report(true);
      }
      from = slice.to;
    }
    return report(false);
  }

  /** Reads and judges one slice or a part of it, and writes down what is to be sent. */
  private async judge(
    slice: Slice,
    part: string | undefined,
    isLast: boolean,
  ): Promise<{ readonly records: number; readonly verdicts: readonly RecordVerdict[] }> {
    const { logs, registry, times = {}, limits, pacing } = this.options;
    const records = await readRecords(logs, slice, part);
    const places = placesToRecall(this.state.records, records, { registry, ...times });
    const recalled = await recallRecords(logs, places, slice.to);
    // A slice of what is read again may end before what has been read: the cursor never goes back. Nor does it go on
    // before the last part is read.
    const cursor = Date.parse(this.state.cursor);
    const read = new Date(isLast ? Math.max(slice.to.getTime(), cursor) : cursor);
    const options = { registry, now: read, recalled, ...times, ...(limits ? { limits } : {}) };
    const { state, verdicts } = verifyRecords(this.state.records, records, options);
    const next = { cursor: read.toISOString(), records: state };
    const batches = this.batchesOf(verdicts, pacing.clock.now());
    await this.write(batches.length === 0 ? { version: 1, ...next } : { ...this.state, intent: { next, batches } });
    return { records: records.length, verdicts };
  }

  private batchesOf(verdicts: readonly RecordVerdict[], now: Date): Batch[] {
    const { verifierId, verifierVersion, batchBytes } = this.options;
    const identity = (batchId: string): VerifierIdentity => ({ verifierId, verifierVersion, batchId });
    // An id is 32 characters: rows keep their size when they get theirs.
    const drafts = verdicts.map((verdict) => signatureRow(verdict, identity("0".repeat(32)), now));
    return inRequests(drafts, batchBytes).map((draft, i) => batchOf(draft, `${this.state.cursor}/${i}`));
  }

  /** Brings outstanding verdicts to the table, and then forgets them. */
  private async settle(): Promise<boolean> {
    const { intent } = this.state;
    if (!intent) return true;
    const remember = (batches: readonly Batch[]) => this.write({ ...this.state, intent: { ...intent, batches } });
    if (!(await this.delivery.deliver(intent.batches, remember))) return false;
    await this.write({ version: 1, cursor: intent.next.cursor, records: readRecordsState(intent.next.records) });
    return true;
  }

  private async write(state: SignatureState): Promise<void> {
    this.state = state;
    await this.options.store.write(stateName, state);
  }
}
