import { type FileHandle, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AgentRecord } from "../record/agent-record";
import { writeDurably } from "./durable";
import { objectIn } from "./json-line";

const fileName = "ledger.jsonl";
/** Lines after which a ledger is begun anew when nothing waits. */
const many = 5000;

/** What a batch holds: places of one chain. */
export interface Batch {
  readonly number: number;
  readonly chainId: string;
  readonly from: number;
  readonly to: number;
}

/** Who wrote a ledger. */
export interface Owner {
  readonly agentId: string;
  /** this run of this machine */
  readonly machine: string;
}

/** What a ledger tells. */
export interface Account {
  readonly owner?: Owner;
  /** every batch that was written, by number */
  readonly batches: ReadonlyMap<number, Batch>;
  /** those that wait no more */
  readonly done: ReadonlySet<number>;
  /** admissions that are not in the chain yet, by number */
  readonly owed: ReadonlyMap<number, AgentRecord>;
}

type Line =
  | { readonly owner: Owner }
  | { readonly batch: Batch }
  | { readonly done: number }
  | { readonly owes: number; readonly record: AgentRecord }
  | { readonly paid: number };

/**
 * What was written, what is done, and what still has to be admitted: so that a file that is damaged or gone is missed, by
 * the number of its records. Lines are only added; one that is cut short spoils no other. They outlive the process, and
 * after a loss of power the batches themselves say what the last lines would have said.
 */
export class Ledger {
  private lines = 0;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly folder: string,
    private readonly owner: Owner,
    private file: FileHandle,
    private owed: ReadonlyMap<number, AgentRecord>,
    private nextOwed: number,
  ) {}

  /** What the ledger of a folder tells; undefined when there is none. */
  static async read(folder: string): Promise<Account | undefined> {
    try {
      return accountOf(await readFile(join(folder, fileName), "utf8"));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  /**
   * Begins a ledger anew.
   * @param waiting the batches that wait, and the last that does not
   */
  static async begin(
    folder: string,
    owner: Owner,
    waiting: readonly Batch[],
    done: readonly number[],
    owed: ReadonlyMap<number, AgentRecord>,
  ): Promise<Ledger> {
    await write(folder, owner, waiting, done, owed);
    const next = Math.max(0, ...owed.keys()) + 1;
    return new Ledger(folder, owner, await open(join(folder, fileName), "a", 0o600), owed, next);
  }

  wrote(batch: Batch): Promise<void> {
    return this.add({ batch });
  }

  done(number: number): Promise<void> {
    return this.add({ done: number });
  }

  /** Keeps an admission until it is in the chain. @returns its number */
  async owe(record: AgentRecord): Promise<number> {
    const number = this.nextOwed++;
    this.owed = new Map(this.owed).set(number, record);
    await this.add({ owes: number, record });
    return number;
  }

  async paid(number: number): Promise<void> {
    const owed = new Map(this.owed);
    owed.delete(number);
    this.owed = owed;
    await this.add({ paid: number });
  }

  /** Forgets what is settled, when there is much of it. @param last the newest batch, which is done */
  async forget(last: Batch): Promise<void> {
    if (this.lines < many) return;
    this.lines = 0;
    await this.inTurn(async () => {
      await write(this.folder, this.owner, [last], [last.number], this.owed);
      await this.file.close();
      this.file = await open(join(this.folder, fileName), "a", 0o600);
    });
  }

  close(): Promise<void> {
    return this.inTurn(() => this.file.close());
  }

  private add(line: Line): Promise<void> {
    this.lines++;
    return this.inTurn(() => this.file.appendFile(`\n${JSON.stringify(line)}`));
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

async function write(
  folder: string,
  owner: Owner,
  batches: readonly Batch[],
  done: readonly number[],
  owed: ReadonlyMap<number, AgentRecord>,
): Promise<void> {
  const lines: Line[] = [
    { owner },
    ...batches.map((batch) => ({ batch })),
    ...done.map((number) => ({ done: number })),
    ...[...owed].map(([owes, record]) => ({ owes, record })),
  ];
  await writeDurably(folder, fileName, lines.map((line) => JSON.stringify(line)).join("\n"));
}

function accountOf(text: string): Account {
  let owner: Owner | undefined;
  const batches = new Map<number, Batch>();
  const done = new Set<number>();
  const owed = new Map<number, AgentRecord>();
  for (const line of text.split("\n")) {
    const read = objectIn<Line>(line);
    if (read === undefined) continue;
    if ("owner" in read) owner = read.owner;
    else if ("batch" in read) batches.set(read.batch.number, read.batch);
    else if ("done" in read) done.add(read.done);
    else if ("owes" in read) owed.set(read.owes, read.record);
    else if ("paid" in read) owed.delete(read.paid);
  }
  return { owner, batches, done, owed };
}
