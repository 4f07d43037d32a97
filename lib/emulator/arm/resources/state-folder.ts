import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EmulatorError } from "../../errors";
import type { Stored } from "./resource";
import { type Deleted, ResourceStore, type StoreListener } from "./store";

/** Every resource in a file of its own, and deletions in another: what a store keeps from run to run. */
export class StateFolder implements StoreListener {
  private readonly resources: string;
  private readonly deletions: string;

  constructor(folder: string) {
    this.resources = join(folder, "resources");
    this.deletions = join(folder, "deletions.json");
    mkdirSync(this.resources, { recursive: true });
  }

  /**
   * The store as the folder holds it, which it keeps from now on.
   * @throws EmulatorError for a file that is not one of a store's
   */
  open(): ResourceStore {
    const names = readdirSync(this.resources).filter((name) => name.endsWith(".json"));
    const stored = names.map((name) => read(join(this.resources, name)) as Stored & { readonly order: number });
    stored.sort((a, b) => a.madeAt - b.madeAt || a.order - b.order);
    this.written = Math.max(0, ...stored.map(({ order }) => order));
    const deletions = existsSync(this.deletions) ? (read(this.deletions) as Deleted[]) : [];
    return new ResourceStore(this, stored, deletions);
  }

  put(stored: Stored): void {
    write(this.fileOf(stored.resource.id), { ...stored, order: ++this.written });
  }

  removed(id: string): void {
    rmSync(this.fileOf(id), { force: true });
  }

  deleted(deletions: readonly Deleted[]): void {
    write(this.deletions, deletions);
  }

  private written = 0;

  private fileOf(id: string): string {
    return join(this.resources, `${createHash("sha256").update(id.toLowerCase()).digest("hex").slice(0, 32)}.json`);
  }
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new EmulatorError(
      file,
      `is not JSON: ${(error as Error).message}`,
      "remove the file, or the whole state folder",
    );
  }
}

/** Whole or not at all, also when the process ends meanwhile. */
function write(file: string, value: unknown): void {
  writeFileSync(`${file}.new`, JSON.stringify(value));
  renameSync(`${file}.new`, file);
}
