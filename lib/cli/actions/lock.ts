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
import type { LockOptions } from "../commands/lock";

/** Writes the lock file, or holds the content to it. */
export function lock(options: LockOptions): void {
  const content = readContent(options.content);
  const locked = readLock(options.content);
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
  if (!options.check) writeLock(options.content, lockOf(content));
  console.log(options.check ? `${lockFileName} is up to date` : `${lockFileName}: ${changes.length} change(s)`);
}
