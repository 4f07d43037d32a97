import { open, rename } from "node:fs/promises";
import { join } from "node:path";

/** Ends the name of a file that is still being written. */
export const draftSuffix = ".tmp";

/** Writes a file that is there whole, on the disk, or not at all. */
export async function writeDurably(folder: string, name: string, data: Uint8Array | string): Promise<void> {
  const path = join(folder, name);
  const file = await open(`${path}${draftSuffix}`, "w", 0o600);
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}${draftSuffix}`, path);
  await syncFolder(folder);
}

/** Makes new names in a folder last. Windows does that by itself and cannot open folders. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
