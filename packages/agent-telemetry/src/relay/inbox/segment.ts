import { writeSync } from "node:fs";
import { type FileHandle, open, readFile, rm } from "node:fs/promises";
import type { Sealing, Sent } from "./sealing";

/** Stands for a length before the number of requests of the file that are done, from its beginning. */
const doneMark = 0xffffffff;
const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** What a file holds that is not done: requests in the order they came; undefined for one that cannot be opened. */
export type Left = readonly (Sent | undefined)[];

/**
 * A file of sealed requests, each after its length, and of marks that say how many are done. It is only added to: a process
 * that is killed leaves whole requests, and at its end perhaps a part of one that was not answered.
 */
export class Segment {
  private file: FileHandle | undefined;
  private written = 0;
  private done = 0;
  bytes = 0;

  private constructor(private readonly path: string) {}

  /** Begins a file. */
  static begin(path: string): Segment {
    return new Segment(path);
  }

  /** Reads a file that another process wrote, to go on marking in it. */
  static async found(path: string, sealing: Sealing): Promise<{ readonly segment: Segment; readonly left: Left }> {
    const bytes = await readFile(path);
    const segment = new Segment(path);
    const all: (Sent | undefined)[] = [];
    let at = 0;
    while (at + 8 <= bytes.length) {
      const length = bytes.readUInt32LE(at);
      if (length === doneMark) {
        segment.done = bytes.readUInt32LE(at + 4);
        at += 8;
        continue;
      }
      if (at + 4 + length > bytes.length) break;
      all.push(sealing.open(bytes.subarray(at + 4, at + 4 + length)));
      at += 4 + length;
    }
    segment.written = all.length;
    segment.done = Math.min(segment.done, all.length);
    // Marks that followed a part of a request would be taken for the rest of it.
    if (at < bytes.length) {
      const file = await open(path, "r+");
      await file.truncate(at).finally(() => file.close());
    }
    segment.bytes = at;
    return { segment, left: all.slice(segment.done) };
  }

  get isDone(): boolean {
    return this.done === this.written;
  }

  /** Adds requests; once this resolves they outlive the process. @param sealed each in pieces */
  async add(sealed: readonly (readonly Buffer[])[]): Promise<void> {
    const pieces = sealed.flatMap((parts) => [word(parts.reduce((sum, { length }) => sum + length, 0)), ...parts]);
    await this.append(Buffer.concat(pieces));
    this.written += sealed.length;
  }

  /** Marks the next requests as done. */
  async mark(count: number): Promise<void> {
    this.done += count;
    await this.append(Buffer.concat([word(doneMark), word(this.done)]));
  }

  async close(): Promise<void> {
    await this.file?.close();
    this.file = undefined;
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true });
  }

  private async append(bytes: Buffer): Promise<void> {
    this.file ??= await open(this.path, "a", 0o600);
    // Into the memory of the system: faster than to have another thread do it, for which the agent would wait.
    for (let at = 0; at < bytes.length; ) at += writeSync(this.file.fd, bytes, at);
    this.bytes += bytes.length;
  }
}
