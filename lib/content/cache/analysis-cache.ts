import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { engineVersion } from "./engine-version";
import type { StoredFindings } from "./findings";

/** Enough for the states of a catalogue that someone works on; the ones used last are kept. */
const maximumEntries = 4000;

/**
 * What queries were found to be, by a hash of the query, everything it was bound against and the code that bound it.
 * What cannot be read or written counts as not there: the results are the same, only later.
 */
export class AnalysisCache {
  private readonly entries: Map<string, StoredFindings>;
  private readonly file: string | undefined;
  private readonly version: string;
  private changed = false;

  /** @param folder where results are kept between runs; default: nowhere, they are shared within this one */
  constructor(folder?: string) {
    this.file = folder && join(folder, "analyses.json");
    this.version = folder ? engineVersion() : "";
    this.entries = new Map(this.file ? read(this.file) : []);
  }

  /** The findings for a query, made when they are not known. @param parts what they depend on */
  findings(parts: readonly string[], analyze: () => StoredFindings): StoredFindings {
    const key = digest(JSON.stringify([this.version, ...parts]));
    const known = this.entries.get(key);
    const found = known ?? analyze();
    this.changed ||= !known;
    // Moved to the end: the entries used last are those that stay.
    this.entries.delete(key);
    this.entries.set(key, found);
    return found;
  }

  /** Keeps the findings for later runs. */
  save(): void {
    if (!this.file || !this.changed) return;
    try {
      const body = JSON.stringify([...this.entries].slice(-maximumEntries));
      const temporary = `${this.file}.${process.pid}`;
      mkdirSync(join(this.file, ".."), { recursive: true, mode: 0o700 });
      writeFileSync(temporary, `${digest(body)}\n${body}`, { mode: 0o600 });
      renameSync(temporary, this.file);
    } catch {
      // Not kept: the next run finds out for itself.
    }
  }
}

/** The entries of a file; none when it is not exactly what was written. */
function read(file: string): [string, StoredFindings][] {
  try {
    const text = readFileSync(file, "utf8");
    const end = text.indexOf("\n");
    const body = text.slice(end + 1);
    return text.slice(0, end) === digest(body) ? (JSON.parse(body) as [string, StoredFindings][]) : [];
  } catch {
    return [];
  }
}

/** A hash of a text. */
export const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");
