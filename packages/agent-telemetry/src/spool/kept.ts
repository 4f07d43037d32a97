import { type FileHandle, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { AgentRecord } from "../record/agent-record";
import { syncFolder, writeDurably } from "./durable";
import { objectIn } from "./json-line";

const fileName = "kept.jsonl";
/** Bytes that are added before the file is begun anew without what is settled. */
const many = 4 * 1024 * 1024;

type Line = { readonly keep: number; readonly record: AgentRecord } | { readonly done: readonly number[] };

/** Text that is to be written, and who waits for it. */
interface Wish {
  readonly text: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Records that wait for their place in the chain, on the disk: whoever hands them over may forget them. Many at a time
 * cost one write and one sync.
 */
export class Kept {
  private file: FileHandle | undefined;
  private bytes = 0;
  /** lines of what is not settled */
  private readonly unsettled = new Map<number, string>();
  private readonly settled: number[] = [];
  private wishes: Wish[] = [];
  private writing: Promise<void> | undefined;
  private isClosed = false;

  private constructor(
    private readonly folder: string,
    private next: number,
  ) {}

  /** What a folder keeps, by number. */
  static async read(folder: string): Promise<ReadonlyMap<number, AgentRecord>> {
    const kept = new Map<number, AgentRecord>();
    let text: string;
    try {
      text = await readFile(join(folder, fileName), "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return kept;
      throw error;
    }
    for (const line of text.split("\n")) {
      const read = objectIn<Line>(line);
      if (read === undefined) continue;
      if ("keep" in read) kept.set(read.keep, read.record);
      else for (const number of read.done) kept.delete(number);
    }
    return kept;
  }

  /** Begins anew, with what is kept. */
  static async begin(folder: string, kept: ReadonlyMap<number, AgentRecord>): Promise<Kept> {
    // Numbers only grow.
    const begun = new Kept(folder, ([...kept.keys()].at(-1) ?? 0) + 1);
    for (const [number, record] of kept) begun.unsettled.set(number, JSON.stringify({ keep: number, record }));
    if (kept.size > 0) await begun.rewrite();
    else await rm(join(folder, fileName), { force: true });
    return begun;
  }

  /** Keeps records; once this resolves, they outlive the process and the machine's power. @returns their numbers */
  async keep(records: readonly AgentRecord[]): Promise<readonly number[]> {
    const lines = records.map((record): [number, string] => {
      const keep = this.next++;
      return [keep, JSON.stringify({ keep, record })];
    });
    for (const [number, line] of lines) this.unsettled.set(number, line);
    const numbers = lines.map(([number]) => number);
    try {
      await this.write(lines.map(([, line]) => `\n${line}`).join(""));
    } catch (error) {
      for (const number of numbers) this.unsettled.delete(number);
      throw error;
    }
    return numbers;
  }

  /** It has its place in the chain. At worst, a next writer gives it another one. */
  done(number: number): void {
    this.unsettled.delete(number);
    this.settled.push(number);
    // Those of a batch come together.
    if (this.settled.length === 1) setImmediate(() => this.tell());
  }

  async close(): Promise<void> {
    await this.tell();
    this.isClosed = true;
    await this.file?.close();
    this.file = undefined;
    if (this.unsettled.size === 0) await rm(join(this.folder, fileName), { force: true });
  }

  private async tell(): Promise<void> {
    if (this.settled.length > 0 && !this.isClosed) await this.write("").catch(() => undefined);
  }

  /** Text that is wished for while another is written goes with the next. */
  private write(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.wishes.push({ text, resolve, reject });
      this.writing ??= this.writeAll().finally(() => {
        this.writing = undefined;
      });
    });
  }

  private async writeAll(): Promise<void> {
    while (this.wishes.length > 0) {
      const wishes = this.wishes.splice(0);
      try {
        await this.append(wishes.map(({ text }) => text).join(""));
        for (const { resolve } of wishes) resolve();
      } catch (error) {
        for (const { reject } of wishes) reject(error);
      }
    }
  }

  private async append(wished: string): Promise<void> {
    // What is wished for is unsettled by now, and so in it.
    if (this.bytes > many && this.settled.length > 0) return this.rewrite();
    const done = [...this.settled];
    const text = wished + (done.length > 0 ? `\n${JSON.stringify({ done })}` : "");
    const file = await this.opened();
    await file.appendFile(text);
    this.settled.splice(0, done.length);
    this.bytes += Buffer.byteLength(text);
    if (wished !== "") await file.datasync();
  }

  private async opened(): Promise<FileHandle> {
    if (this.file) return this.file;
    this.file = await open(join(this.folder, fileName), "a", 0o600);
    await syncFolder(this.folder);
    return this.file;
  }

  private async rewrite(): Promise<void> {
    const settled = this.settled.length;
    await writeDurably(this.folder, fileName, [...this.unsettled.values()].join("\n"));
    this.settled.splice(0, settled);
    this.bytes = 0;
    // It is another file now.
    await this.file?.close();
    this.file = undefined;
  }
}
