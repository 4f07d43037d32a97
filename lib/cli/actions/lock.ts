import { realpathSync } from "node:fs";
import { sep } from "node:path";
import {
  assertNoErrors,
  breaches,
  ContentError,
  lockFileName,
  lockOf,
  outdated,
  readContent,
  readLock,
  writeLock,
} from "../../content";
import type { ContentOptions } from "../commands/content-option";
import { UsageError } from "../usage-error";
import { ownFolder } from "./content";
import { writeFunctions } from "./write-functions";

export interface LockOptions extends ContentOptions {
  readonly check?: boolean;
}

/** Writes the lock file, or holds the content to it. */
export function lock(options: LockOptions): void {
  const root = ownFolder(options) ?? options.content;
  if (!options.check && realpathSync(root).split(sep).includes("node_modules"))
    throw new UsageError(
      `${root} is an installed package, whose lock is not yours to write: put own content into detections/ here, and run agentid lock beside it`,
    );
  const content = readContent(root);
  const locked = readLock(root);
  assertNoErrors(breaches(content, locked));
  const changes = outdated(content, locked);
  if (options.check && changes.length > 0)
    throw new ContentError(
      changes.map((message) => ({
        code: "lock/out-of-date",
        severity: "error" as const,
        message,
        file: lockFileName,
        line: 1,
        column: 1,
        suggestion: "run agentid lock and commit the file",
      })),
    );
  if (!options.check) {
    writeFunctions(root);
    writeLock(root, lockOf(content));
  }
  console.log(options.check ? `${lockFileName} is up to date` : `${lockFileName}: ${changes.length} change(s)`);
}
