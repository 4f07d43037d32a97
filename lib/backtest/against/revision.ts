import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Content, readContent } from "../../content";
import { BacktestError } from "../errors";

const folders = ["pipeline", "detections", "workbooks", "playbooks", "governance"];

/**
 * The content of a git revision.
 * @param root folder of the content, in a working tree
 * @throws BacktestError for a folder that git does not know, or a revision that it does not; ContentError for its content
 */
export function contentOfRevision(root: string, revision: string): Content {
  const git = (...args: string[]) => spawnSync("git", ["-C", root, ...args], { encoding: "utf8" });
  if (git("rev-parse", "--show-prefix").status !== 0)
    throw new BacktestError(root, "is in no git repository", "pass --content with a folder of a clone");
  const resolved = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`);
  if (resolved.status !== 0)
    throw new BacktestError(
      `--against ${revision}`,
      "is no revision",
      "name a commit, a tag or a branch, such as main or HEAD~1",
    );
  const commit = resolved.stdout.trim();
  const there = git("ls-tree", "--name-only", commit, ...folders)
    .stdout.split("\n")
    .filter((name) => name !== "");
  if (!there.includes("detections"))
    throw new BacktestError(`--against ${revision}`, `has no detections/ in ${root}`, "name a revision that has");
  const copy = mkdtempSync(join(tmpdir(), "agentid-revision-"));
  try {
    const archive = execFileSync("git", ["-C", root, "archive", "--format=tar", commit, ...there], {
      maxBuffer: 1 << 30,
    });
    execFileSync("tar", ["-x", "-C", copy], { input: archive });
    return readContent(existsSync(join(copy, "detections")) ? copy : root);
  } finally {
    rmSync(copy, { recursive: true });
  }
}
