import { type Control, untilRung } from "../control";
import { errors } from "../errors";
import type { Heir } from "../heir";
import type { Settings } from "../options";
import type { Problems } from "../problems";
import type { Spool } from "../spool/spool";
import { untraced } from "../untraced";
import type { Writer } from "../writer";
import type { Account } from "./account";
import { backoff } from "./backoff";
import { isolate, type Said } from "./isolate";
import { bodyOf, type Load, loadOf, type Row, rowsOf, UnreadableBatch } from "./load";
import { post } from "./post";
import type { Outcome, Rejection } from "./service";
import { type Suspect, Suspects } from "./suspects";

/** Bytes on disk that are worth a request, and files that are put together at most. */
const enough = 64 * 1024;
const mostFiles = 256;
/** Suspects that take turns while nothing is taken. */
const mostInTurn = 32;
/** Requests for a single row of a batch that is never taken, before the row is given up. */
const mostTries = 3;

type Later = Extract<Outcome, { kind: "later" }>;

/** Sends batches, one request at a time, the oldest first, until each is taken or refused for good. */
export class Sender {
  private readonly suspects = new Suspects();
  /** requests that failed since one was taken */
  private failures = 0;
  /** batches that are sent by themselves, since one among them was refused */
  private alone = 0;
  /** whether the endpoint took anything since it took no row of a batch */
  private takesSome = false;

  constructor(
    private readonly settings: Settings,
    private readonly writer: Writer,
    private readonly heir: Heir,
    private readonly account: Account,
    private readonly control: Control,
    private readonly problems: Problems,
  ) {}

  /** Works until all is sent and no batch will come, or the exporter is aborted. Never rejects. */
  async run(): Promise<void> {
    const { control } = this;
    let troubles = 0;
    while (!control.aborted) {
      try {
        await this.releaseSent();
        const load = await this.choose();
        if (load) await this.deliver(load);
        else if (this.isFinished) break;
        else await control.batches.wait(untilRung);
        troubles = 0;
      } catch (error) {
        if (error instanceof UnreadableBatch && (await this.hasGivenUp(error))) continue;
        this.problems.report(errors.failed("reading the spool", error));
        if (!control.aborted) await control.hurry.wait(backoff(++troubles, this.settings.random()));
      }
    }
    control.finished = true;
    control.wakeAll();
  }

  private get isFinished(): boolean {
    const { writer, heir } = this;
    return this.control.closing && writer.isClosed && writer.spool!.isEmpty && heir.isDone;
  }

  private async releaseSent(): Promise<void> {
    for (const spool of [...this.heir.spools]) {
      if (!spool.isEmpty) continue;
      this.suspects.forget(spool);
      await this.heir.release(spool);
    }
  }

  /** What to send next; undefined when nothing waits that may be sent now. */
  private async choose(): Promise<Load | undefined> {
    const { all, isEndpointDown } = this.suspects;
    if (this.failures > 0 && all.length > 0) {
      const fresh = all.length < mostInTurn ? this.fresh(1) : undefined;
      const turns = [...(fresh || isEndpointDown ? all.slice(0, mostInTurn) : []), ...(fresh ? [fresh] : [])];
      if (turns.length > 0) return this.loadOf(turns[this.failures % turns.length]!);
    }
    const due = all.find(({ isDue }) => isDue);
    if (due) return this.loadOf(due);
    if (this.fresh(1) && this.failures === 0 && this.alone === 0) await this.more();
    const next = this.fresh(this.alone > 0 || this.failures > 0 ? 1 : mostFiles);
    return next && this.loadOf(next);
  }

  private loadOf(one: Suspect | { readonly spool: Spool; readonly numbers: readonly number[] }): Promise<Load> {
    return loadOf(one.spool, "number" in one ? [one.number] : one.numbers);
  }

  /** The first batches that are under no suspicion. */
  private fresh(most: number): { readonly spool: Spool; readonly numbers: readonly number[] } | undefined {
    const own = this.writer.spool;
    for (const spool of [...this.heir.spools, ...(own ? [own] : [])]) {
      const numbers = spool.numbers.filter((number) => !this.suspects.has(spool, number));
      if (numbers.length > 0) return { spool, numbers: numbers.slice(0, most) };
    }
    return undefined;
  }

  /** Waits for more to send with it, unless there is enough or somebody waits. */
  private async more(): Promise<void> {
    const { control, writer, heir, settings } = this;
    if (control.isHurried || heir.spools.length > 0 || writer.spool!.bytes >= enough) return;
    await control.hurry.wait(settings.sendDelay);
  }

  private async deliver(load: Load): Promise<void> {
    const { spool, numbers, body } = load;
    const outcome = await this.outcomeOf(body);
    if (outcome.kind === "later") return this.later(load, outcome);
    if (outcome.kind !== "accepted" && numbers.length > 1) {
      // One of them may be at fault.
      this.alone = numbers.length;
      return;
    }
    this.alone = Math.max(0, this.alone - numbers.length);
    this.failures = 0;
    this.suspects.passed(spool, numbers);
    if (outcome.kind === "refused") {
      this.problems.report(outcome.problem);
      await this.giveUp(load, outcome.problem.message);
    } else if (outcome.kind === "accepted") {
      this.takesSome = true;
      await this.rejected(body, outcome.rejected);
      await spool.acknowledge(numbers);
    }
    this.control.room.ring();
    this.control.progress.ring();
  }

  /** What became of a body; one that is too large is sent in halves. */
  private async outcomeOf(body: Buffer): Promise<Exclude<Outcome, { kind: "tooLarge" }>> {
    const { settings, control } = this;
    const { destination, clock } = settings;
    const outcome = await untraced(() => post(destination, body, () => clock.now(), control.signal));
    if (outcome.kind === "accepted" && outcome.rejected.length > 0) return this.checked(body, outcome.rejected);
    if (outcome.kind !== "tooLarge") return outcome;
    const rows = await rowsOf(body);
    if (rows.length > 1) return this.inHalves(rows);
    const fix = "a single record is larger than the endpoint takes";
    return { kind: "refused", problem: errors.refused(destination.service.name, 413, "too large", fix) };
  }

  /** A half that was taken is sent again when the other one has to wait: copies are harmless, losses are not. */
  private async inHalves(rows: readonly Row[]): Promise<Exclude<Outcome, { kind: "tooLarge" }>> {
    const middle = Math.ceil(rows.length / 2);
    const rejected: Rejection[] = [];
    for (const [from, half] of [[0, rows.slice(0, middle)] as const, [middle, rows.slice(middle)] as const]) {
      const outcome = await this.outcomeOf(await bodyOf(half));
      if (outcome.kind === "later") return outcome;
      if (outcome.kind === "refused") {
        const atFault = await this.atFault(half, outcome.problem.message);
        if (!atFault) return { kind: "later", problem: outcome.problem };
        rejected.push(...atFault.map(({ index, reason }) => ({ index: from + index, reason })));
      } else rejected.push(...outcome.rejected.map(({ index, reason }) => ({ index: from + index, reason })));
    }
    return { kind: "accepted", rejected };
  }

  /**
   * Gives up what an endpoint does not take of a batch, and lets the rest go.
   * @returns the number of rows that are given up; undefined when the endpoint could not be asked for all
   */
  private async giveUp({ spool, numbers, body }: Load, reason: string): Promise<number | undefined> {
    const rows = await rowsOf(body);
    const rejected = await this.atFault(rows, reason);
    if (!rejected) return undefined;
    await this.account.refused(
      rejected.map(({ index }) => rows[index]!),
      reason,
    );
    if (rejected.length > 0) await spool.refuse(numbers[0]!);
    else await spool.acknowledge(numbers);
    return rejected.length;
  }

  /** The rows for which a batch is refused as a whole: all, where the endpoint takes none of them. */
  private async atFault(rows: readonly Row[], reason: string): Promise<readonly Rejection[] | undefined> {
    if (rows.length === 1) return [{ index: 0, reason }];
    const found = await isolate(rows, (part) => this.said(part), this.takesSome);
    if (found) this.takesSome = found.taken;
    return found?.rejected;
  }

  /** What the endpoint says to a part of a batch that it does not take. A single row is tried again before it is given up. */
  private async said(part: readonly Row[]): Promise<Said | undefined> {
    const { settings, control } = this;
    const body = await bodyOf(part);
    for (let tries = 1; ; tries++) {
      const outcome = await this.outcomeOf(body);
      if (outcome.kind === "accepted") return outcome;
      if (control.aborted) return undefined;
      if (outcome.kind === "later" && outcome.after !== undefined) await control.stop.wait(outcome.after);
      if (outcome.kind === "refused" || part.length > 1 || tries >= mostTries)
        return { refused: outcome.problem.message };
      if (outcome.after === undefined) await control.hurry.wait(backoff(tries, settings.random()));
    }
  }

  /** An answer that names rows which were not sent is no answer to this request. */
  private async checked(body: Buffer, rejected: readonly Rejection[]): Promise<Exclude<Outcome, { kind: "tooLarge" }>> {
    const { length } = await rowsOf(body);
    const odd = rejected.find(({ index }) => index >= length);
    if (!odd) return { kind: "accepted", rejected };
    const { name } = this.settings.destination.service;
    const problem = errors.refused(
      name,
      200,
      `rejects row ${odd.index} of ${length}`,
      "see that it is of the same version",
    );
    return { kind: "later", problem };
  }

  private async rejected(body: Buffer, rejected: readonly Rejection[]): Promise<void> {
    if (rejected.length === 0) return;
    const rows = await rowsOf(body);
    const indexes = new Set(rejected.map(({ index }) => index));
    const reasons = [...new Set(rejected.map(({ reason }) => reason))].slice(0, 3).join("; ");
    this.problems.report(errors.rejected(this.settings.destination.service.name, indexes.size, reasons));
    await this.account.refused(
      [...indexes].map((index) => rows[index]!),
      reasons,
    );
  }

  private async later(load: Load, { after, problem }: Later): Promise<void> {
    const { settings, control } = this;
    const { spool, numbers } = load;
    this.problems.report(problem);
    this.failures++;
    const suspect = numbers.length > 1 ? undefined : this.suspects.failed(spool, numbers[0]!);
    if (suspect && this.suspects.isProven(suspect)) {
      const reason = `tried ${suspect.failures} times while others were taken; last: ${problem.message}`;
      const rows = await this.giveUp(load, reason);
      if (rows === undefined) return;
      if (rows > 0) this.problems.report(errors.stuck(settings.destination.service.name, rows, problem));
      this.suspects.forget(spool, suspect.number);
      control.room.ring();
      control.progress.ring();
    } else if (suspect) {
      suspect.isDue = false;
      void control.hurry.wait(backoff(suspect.failures, settings.random())).then(() => {
        suspect.isDue = true;
        control.batches.ring();
      });
    }
    if (control.aborted) return;
    // What the endpoint asks for is kept to, whoever is in a hurry; our own pauses end when somebody waits.
    if (after !== undefined) await control.stop.wait(after);
    else await control.hurry.wait(backoff(this.failures, settings.random()));
  }

  /** Takes a batch out that the disk has spoilt, unless the whole spool is another's by now. */
  private async hasGivenUp({ spool, number }: UnreadableBatch): Promise<boolean> {
    try {
      if (!(await spool.isHeld())) {
        if (spool !== this.writer.spool) await this.heir.release(spool);
        else this.writer.displace();
        return spool !== this.writer.spool;
      }
      this.suspects.forget(spool, number);
      await this.account.damaged(spool, await spool.giveUp(number));
      this.control.room.ring();
      return true;
    } catch (error) {
      this.problems.report(error as Error);
      return false;
    }
  }
}
