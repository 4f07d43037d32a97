import { signatureStream } from "@sentinel-agent-identities/lineage";
import type { Pacing } from "../http/pacing";
import { type LogAnalytics, literal } from "../query/log-analytics";
import { type RowSender, SendError } from "../send/sender";
import { type Batch, batchOf } from "./state";

/** What batches are delivered with. */
export interface DeliveryOptions {
  readonly sender: RowSender;
  readonly logs: LogAnalytics;
  readonly pacing: Pacing;
  /** Minutes after which rows of a request that was made are in the table, if it was taken. @default 15 */
  readonly latencyMinutes?: number;
  /** Milliseconds between two looks at the table. @default 30 000 */
  readonly pollMilliseconds?: number;
  /** Milliseconds that one run spends on looking. @default 120 000 */
  readonly patience?: number;
}

const minute = 60_000;

/** What became of a batch; apart: it was refused, and goes on in smaller ones. */
type Found = "there" | "missing" | "unclear" | "apart";

/**
 * Brings batches into the table, each once. Rows that the endpoint refuses are looked for among those it takes: such a row
 * is replaced by one that says so, and the others go on.
 */
export class Delivery {
  private readonly deadline: number;

  constructor(private readonly options: DeliveryOptions) {
    this.deadline = options.pacing.clock.now().getTime() + (options.patience ?? 2 * minute);
  }

  /**
   * Brings the batches there that are not yet.
   * @param remember writes the batches down before each step
   * @returns false when it is too early to say whether one has arrived; another run will know
   */
  async deliver(batches: readonly Batch[], remember: (batches: readonly Batch[]) => Promise<void>): Promise<boolean> {
    let all = [...batches];
    for (let i = 0; i < all.length; i++) {
      const batch = all[i]!;
      if (batch.done) continue;
      let found: Found = batch.attempted === undefined ? "missing" : await this.lookFor(batch, batch.attempted);
      while (found === "missing") {
        all[i] = { ...batch, attempted: this.options.pacing.clock.now().toISOString() };
        await remember(all);
        const refused = await this.send(batch);
        if (!refused) {
          found = "there";
          continue;
        }
        // It is certain that nothing arrived, and nobody needs to look for it.
        const { attempted: _never, ...untouched } = batch;
        const smaller = refused instanceof SendError && refused.refusesRows ? apart(batch, refused) : [];
        all = smaller.length > 0 ? all.toSpliced(i, 1, ...smaller) : all.with(i, untouched);
        await remember(all);
        if (smaller.length > 0) found = "apart";
        else if (refused instanceof Error) throw refused;
        else if (!(await this.pause())) return false;
      }
      if (found === "unclear") return false;
      if (found === "apart") i--;
      else all[i] = { ...batch, done: true };
    }
    return true;
  }

  /** Undefined when it was taken; an error or "later" when it is certain that it was not. */
  private async send({ rows }: Batch): Promise<Error | "later" | undefined> {
    try {
      return (await this.options.sender.sendOnce(signatureStream, rows)) ? undefined : "later";
    } catch (error) {
      if (error instanceof SendError && error.taken === false) return error;
      throw error;
    }
  }

  /** What became of a request nobody saw the answer of: rows that do not show after the time they may take were not taken. */
  private async lookFor({ batchId, rows }: Batch, attempted: string): Promise<Found> {
    const { logs, pacing, latencyMinutes = 15 } = this.options;
    const settled = Date.parse(attempted) + latencyMinutes * minute;
    const since = new Date(Date.parse(attempted) - 86_400_000).toISOString();
    const query = `AgentSignature_CL
| where TimeGenerated > datetime(${since})
| where BatchId == ${literal(batchId)}
| summarize Rows = count()`;
    for (;;) {
      // Asked after the clock: what is not there by then does not come any more.
      const late = pacing.clock.now().getTime() >= settled;
      const count = Number((await logs.rows(query))[0]?.Rows ?? 0);
      if (count >= rows.length) return "there";
      if (late) return count === 0 ? "missing" : "there";
      if (!(await this.pause())) return "unclear";
    }
  }

  /** Waits for the next look; false when this run has waited long enough. */
  private async pause(): Promise<boolean> {
    const { pacing, pollMilliseconds = 30_000 } = this.options;
    if (pacing.clock.now().getTime() + pollMilliseconds > this.deadline) return false;
    await pacing.sleep(pollMilliseconds);
    return true;
  }
}

/**
 * A refused batch in halves; a refused row as one that nothing of a record is in. Nothing more can be done for that one: it
 * is not the row that is refused then.
 */
function apart({ batchId, rows }: Batch, refused: SendError): Batch[] {
  const middle = Math.ceil(rows.length / 2);
  if (rows.length > 1)
    return [batchOf(rows.slice(0, middle), `${batchId}/0`), batchOf(rows.slice(middle), `${batchId}/1`)];
  const [row] = rows;
  const { TimeGenerated, VerificationState, VerifierId, VerifierVersion, EventUid } = row!;
  if (EventUid === setAside) return [];
  const VerificationError = `the verdict's row was refused and stands without what it said of the record: ${refused.problem.slice(0, 200)}`;
  const bare = { TimeGenerated, VerificationState, VerificationError, VerifierId, VerifierVersion, EventUid: setAside };
  const others = Object.keys(row!).filter((column) => !(column in bare));
  return [batchOf([{ ...Object.fromEntries(others.map((column) => [column, null])), ...bare }], batchId)];
}

/** Stands for the id of a record whose verdict could not be written. */
const setAside = "set aside";
