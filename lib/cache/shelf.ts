import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { digest } from "./digest";

/** How much is kept: enough for the states of a catalogue that someone works on. What was used last stays. */
export interface ShelfLimits {
  readonly entries: number;
  readonly characters: number;
}

/**
 * The kept work of one kind, in one file: a line for each entry with its key, the hash of the rest, and the value as
 * JSON, packed: compiled queries are long, and repeat themselves. One file is read in a few milliseconds, where one for
 * each entry would take hundreds; and no entry is unpacked before it is asked for.
 */
export class Shelf {
  /** Lines by key, the one used last at the end. */
  private lines: Map<string, string>;
  /** Keys used since the last writing, the one used last at the end. */
  private readonly used = new Set<string>();
  private changed = false;

  /** @throws Error when there is a file that cannot be read */
  constructor(
    private readonly file: string,
    private readonly limits: ShelfLimits,
  ) {
    this.lines = readLines(file);
  }

  /** The JSON of an entry; `damaged` when it is not what was put there. */
  get(key: string): { readonly json: string } | "damaged" | undefined {
    const line = this.lines.get(key);
    if (line === undefined) return undefined;
    const json = jsonOf(key, line);
    if (json === undefined) {
      this.lines.delete(key);
      return "damaged";
    }
    this.use(key);
    return { json };
  }

  has(key: string): boolean {
    return this.lines.has(key);
  }

  /**
   * Takes what other processes have put into the file since it was read.
   * @throws Error when it cannot be read
   */
  refresh(): void {
    this.lines = new Map([...readLines(this.file), ...this.lines]);
  }

  put(key: string, json: string): void {
    const value = packed(json);
    this.lines.set(key, `${key} ${digest(`${key} ${value}`)} ${value}`);
    this.use(key);
    this.changed = true;
  }

  /**
   * Writes what was put here beside what other processes have put into the file since it was read.
   * @throws Error when it cannot be written
   */
  write(): void {
    if (!this.changed) return;
    const lines = new Map([...readLines(this.file), ...this.lines]);
    for (const key of this.used) {
      const line = lines.get(key)!;
      lines.delete(key);
      lines.set(key, line);
    }
    this.lines = this.limited(lines);
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    // A reader sees the old file or the new one, never a part.
    const temporary = `${this.file}.${process.pid}`;
    try {
      writeFileSync(temporary, `${[...this.lines.values()].join("\n")}\n`, { mode: 0o600 });
      renameSync(temporary, this.file);
    } finally {
      rmSync(temporary, { force: true });
    }
    this.changed = false;
    this.used.clear();
  }

  private use(key: string): void {
    this.used.delete(key);
    this.used.add(key);
  }

  private limited(lines: ReadonlyMap<string, string>): Map<string, string> {
    const kept: [string, string][] = [];
    let characters = 0;
    for (const [key, line] of [...lines].reverse()) {
      characters += line.length;
      if (kept.length === this.limits.entries || characters > this.limits.characters) break;
      kept.push([key, line]);
    }
    return new Map(kept.reverse());
  }
}

function readLines(file: string): Map<string, string> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Map();
    throw error;
  }
  const lines = text.split("\n").filter((line) => line !== "");
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(" ")), line]));
}

function jsonOf(key: string, line: string): string | undefined {
  const hash = line.slice(key.length + 1, line.indexOf(" ", key.length + 1));
  const value = line.slice(key.length + hash.length + 2);
  return hash === digest(`${key} ${value}`) ? unpacked(value) : undefined;
}

// The least effort packs a query's SQL to a fifth; more takes longer than it saves.
const packed = (json: string): string => deflateRawSync(json, { level: 1 }).toString("base64");
const unpacked = (value: string): string => inflateRawSync(Buffer.from(value, "base64")).toString("utf8");
