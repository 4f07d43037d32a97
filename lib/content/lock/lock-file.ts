import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Content } from "../content";

/** The file's name, at the root of the content. */
export const lockFileName = "content.lock.json";

/** An item as it was when it was locked. */
export interface LockedItem {
  /** GUID by which Azure knows it: never changes */
  readonly id: string;
  readonly version: string;
  /** SHA-256 of everything but the version, and of what is not deployed with the item: waivers, evidence and risk */
  readonly sha256: string;
}

/** Locked items by file, without `.yaml`. */
export type Lock = Readonly<Record<string, LockedItem>>;

/** The lock of a content folder; empty when there is none yet. */
export function readLock(root: string): Lock {
  const path = join(root, lockFileName);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Lock) : {};
}

/** Writes the lock, sorted by file. */
export function writeLock(root: string, lock: Lock): void {
  const sorted = Object.fromEntries(Object.entries(lock).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(join(root, lockFileName), `${JSON.stringify(sorted, null, 2)}\n`);
}

/** The items that Azure knows by an id and that carry a version, as they are now. */
export function lockOf({ detections, hunting }: Content): Lock {
  return Object.fromEntries(
    [...detections, ...hunting].map(({ data, source }) => {
      const {
        version,
        waivers: _,
        evidence: __,
        risk: ___,
        ...rest
      } = {
        waivers: undefined,
        evidence: undefined,
        risk: undefined,
        ...data,
      };
      const sha256 = createHash("sha256").update(canonical(rest)).digest("hex");
      return [source.file.replace(/\.yaml$/, ""), { id: data.id, version, sha256 }];
    }),
  );
}

/** JSON with sorted keys: the order in which a file writes them means nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
