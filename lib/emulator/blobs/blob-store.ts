import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Blob } from "./blob";

/** The blobs that there are. */
export class BlobStore {
  private readonly blobs = new Map<string, Blob>();
  /** blocks that no list named yet, by blob and block id */
  private readonly blocks = new Map<string, Map<string, Buffer>>();

  /** @param folder where blobs are kept; blocks are not. @default - with this process */
  constructor(private readonly folder?: string) {
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder).filter((one) => one.endsWith(".json"))) {
      const { content, ...blob } = JSON.parse(readFileSync(join(folder, name), "utf8"));
      this.blobs.set(keyOf(blob), { ...blob, content: Buffer.from(content, "base64") });
    }
  }

  get(container: string, name: string): Blob | undefined {
    return this.blobs.get(keyOf({ container, name }));
  }

  /** Blobs of a container, by name. */
  in(container: string): Blob[] {
    const found = [...this.blobs.values()].filter((blob) => blob.container === container);
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  put(blob: Blob): Blob {
    this.blobs.set(keyOf(blob), blob);
    this.blocks.delete(keyOf(blob));
    if (this.folder) {
      const file = this.fileOf(blob);
      writeFileSync(`${file}.new`, JSON.stringify({ ...blob, content: blob.content.toString("base64") }));
      renameSync(`${file}.new`, file);
    }
    return blob;
  }

  remove(blob: Blob): void {
    this.blobs.delete(keyOf(blob));
    if (this.folder) rmSync(this.fileOf(blob), { force: true });
  }

  /** Takes away what is in a container, in the containers of an account or of a group. @param id ARM id */
  forget(id: string): void {
    const start = `${id}/`.toLowerCase();
    for (const blob of this.blobs.values()) if (`${blob.container}/`.startsWith(start)) this.remove(blob);
    for (const key of this.blocks.keys()) if (key.startsWith(start)) this.blocks.delete(key);
  }

  addBlock(container: string, name: string, id: string, content: Buffer): void {
    const key = keyOf({ container, name });
    this.blocks.set(key, (this.blocks.get(key) ?? new Map()).set(id, content));
  }

  block(container: string, name: string, id: string): Buffer | undefined {
    return this.blocks.get(keyOf({ container, name }))?.get(id);
  }

  private fileOf(blob: Blob): string {
    return join(this.folder!, `${createHash("sha256").update(keyOf(blob)).digest("hex").slice(0, 32)}.json`);
  }
}

const keyOf = ({ container, name }: Pick<Blob, "container" | "name">): string => `${container}/${name}`;
