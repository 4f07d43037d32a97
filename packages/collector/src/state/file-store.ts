import { mkdirSync } from "node:fs";
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { CollectorError } from "../errors";
import type { StateStore } from "./store";

/** State in a folder of this machine. One collector at a time. */
export class FileStateStore implements StateStore {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  async read(name: string): Promise<unknown> {
    const path = this.path(name);
    let text: string;
    try {
      text = await readFile(path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new CollectorError(
        path,
        `is no JSON (${(error as Error).message})`,
        "restore it, or remove it to begin anew",
      );
    }
  }

  /** On the disk before it takes the old one's place, so that a kill leaves one of the two whole. */
  async write(name: string, value: unknown): Promise<void> {
    const path = this.path(name);
    const file = await open(`${path}.tmp`, "w", 0o600);
    try {
      await file.writeFile(JSON.stringify(value));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.tmp`, path);
    await syncFolder(this.folder);
  }

  private path(name: string): string {
    return join(this.folder, `${name}.json`);
  }
}

/** Makes new names in a folder last. Windows does that by itself and cannot open folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
