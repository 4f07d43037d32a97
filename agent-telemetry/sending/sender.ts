import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { type Control, untilRung } from "../control";
import { errors } from "../errors";
import type { Settings } from "../options";
import type { Problems } from "../problems";
import type { SpanQueue } from "../queue";
import { refusedRecord } from "../record/own-records";
import type { Spool } from "../spool/spool";
import { untraced } from "../untraced";
import type { Writer } from "../writer";
import { backoff } from "./backoff";
import { type Outcome, post } from "./logs-ingestion";

const pack = promisify(gzip);
const unpack = promisify(gunzip);

type Final = Extract<Outcome, { kind: "accepted" | "refused" }>;

/** Sends batches in order, one at a time, until each is taken. */
export class Sender {
  constructor(
    private readonly settings: Settings,
    private readonly queue: SpanQueue,
    private readonly writer: Writer,
    private readonly control: Control,
    private readonly problems: Problems,
  ) {}

  /** Works until all is sent and no batch will come, or the exporter is aborted. Never rejects. */
  async run(): Promise<void> {
    const { control, writer } = this;
    let failures = 0;
    while (!control.aborted) {
      const spool = writer.spool;
      const number = spool?.first;
      if (spool === undefined || number === undefined) {
        if (writer.hasEnded) return;
        await control.batches.wait(untilRung);
        continue;
      }
      try {
        await this.send(spool, number);
        failures = 0;
      } catch (error) {
        this.problems.report(errors.failed("reading the spool", error));
        if (!control.aborted) await control.hurry.wait(backoff(++failures, this.settings.random()));
      }
    }
  }

  private async send(spool: Spool, number: number): Promise<void> {
    const body = await spool.read(number);
    const outcome = await this.untilFinal(body);
    if (outcome === undefined) return;
    if (outcome.kind === "accepted") await spool.acknowledge(number);
    else await spool.setAside(number);
    this.control.room.ring();
    this.control.progress.ring();
  }

  /** @returns undefined when the exporter was aborted meanwhile */
  private async untilFinal(body: Buffer): Promise<Final | undefined> {
    const { settings, control } = this;
    for (let failures = 1; !control.aborted; failures++) {
      const outcome = await untraced(() =>
        post(settings.destination, body, () => settings.clock.now(), control.signal),
      );
      if (outcome.kind === "accepted") return outcome;
      if (outcome.kind === "refused") return this.refused(body, outcome);
      if (outcome.kind === "tooLarge") return this.inHalves(body);
      this.problems.report(outcome.problem);
      if (!control.aborted) await this.pause(outcome.after, failures);
    }
    return undefined;
  }

  /** What the endpoint asks for is kept to; our own pauses end when somebody waits. */
  private async pause(after: number | undefined, failures: number): Promise<void> {
    const { clock, random } = this.settings;
    if (after === undefined) return this.control.hurry.wait(backoff(failures, random()));
    const until = clock.now().getTime() + after;
    for (let left = after; left > 0 && !this.control.aborted; left = until - clock.now().getTime())
      await this.control.hurry.wait(left);
  }

  private async inHalves(body: Buffer): Promise<Final | undefined> {
    const rows = await rowsOf(body);
    if (rows.length < 2)
      return this.refused(body, {
        kind: "refused",
        problem: errors.refused(413, "too large", "a single record is larger than the endpoint takes"),
      });
    const middle = Math.ceil(rows.length / 2);
    let worst: Final = { kind: "accepted" };
    for (const half of [rows.slice(0, middle), rows.slice(middle)]) {
      const outcome = await this.untilFinal(await pack(JSON.stringify(half)));
      if (outcome === undefined) return undefined;
      if (outcome.kind === "refused") worst = outcome;
    }
    return worst;
  }

  /** Records that will never arrive are admitted by one that may. */
  private async refused(body: Buffer, outcome: Final & { kind: "refused" }): Promise<Final> {
    const { agentId, clock } = this.settings;
    const rows = await rowsOf(body);
    this.problems.report(outcome.problem);
    // Or else each refusal would bring the next.
    const told = rows.some(({ EventOriginalType }) => EventOriginalType === "telemetry.refused");
    if (!told) this.queue.note(refusedRecord(agentId, clock.now(), rows.length, outcome.problem.message));
    return outcome;
  }
}

/** The rows of a batch; none where the disk has spoilt it. */
async function rowsOf(body: Buffer): Promise<readonly { readonly EventOriginalType?: string }[]> {
  try {
    return JSON.parse((await unpack(body)).toString("utf8"));
  } catch {
    return [];
  }
}
