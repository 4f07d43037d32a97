import { errors } from "../errors";
import type { Problems } from "../problems";
import type { SpanQueue } from "../queue";
import type { AgentRecord } from "../record/agent-record";
import { type Damage, type OwnRecords, refused } from "../record/own-records";
import type { Spool } from "../spool/spool";
import type { Row } from "./load";

/** Accounts for records that will never arrive, by records that may. */
export class Account {
  constructor(
    private readonly own: OwnRecords,
    private readonly queue: SpanQueue,
    private readonly problems: Problems,
    /** whose chain admits it */
    private readonly spool: () => Spool,
  ) {}

  /** The endpoint refused them for good. What they admitted themselves is admitted again. */
  async refused(rows: readonly Row[], answer: string): Promise<void> {
    if (rows.length === 0) return;
    const before = rows.map(({ AdditionalFields }) => AdditionalFields?.Lost);
    const lost = before.reduce((sum: number, count) => sum + (Number.isSafeInteger(count) ? Number(count) : 0), 0);
    // Where such records are refused too, the next would only follow.
    const types = rows.map(({ EventOriginalType = "" }) => EventOriginalType);
    const urgent = !types.includes(refused) && types.some((type) => !type.startsWith("telemetry."));
    await this.note(this.own.refused(rows.length, rows.length + lost, answer.slice(0, 500)), urgent);
  }

  /** The disk has lost them. */
  async damaged(spool: Spool, damage: Damage): Promise<void> {
    this.problems.report(
      errors.damaged(spool.folder, String(damage.batch), String(damage.count ?? "an unknown number of")),
    );
    await this.note(this.own.damaged(damage), true);
  }

  private async note(record: AgentRecord, urgent: boolean): Promise<void> {
    this.queue.note({ record, written: await this.spool().owe(record) }, urgent);
  }
}
