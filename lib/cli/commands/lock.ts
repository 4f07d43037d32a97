import { Command } from "commander";
import {
  assertNoErrors,
  breaches,
  ContentError,
  lockFileName,
  lockOf,
  outdated,
  packageRoot,
  readContent,
  readLock,
  writeLock,
} from "../../content";

/** `agentid lock`: ids stay, and what changes gets a higher version. */
export function lockCommand(): Command {
  return new Command("lock")
    .description(
      "note the id, version and hash of every rule and hunting query; refuse changes without a higher version",
    )
    .option("--content <dir>", "folder that holds pipeline/, detections/, workbooks/ and playbooks/", packageRoot())
    .option("--check", "write nothing; fail when the lock file is out of date")
    .action((options: { content: string; check?: boolean }) => {
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
    });
}
