import { execFileSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { basename, join, relative } from "node:path";

/** A revision that is none, or a folder that is in no repository. */
class RevisionError extends Error {
  override readonly name = "UsageError";
}

interface Described {
  readonly name: string;
  readonly ring?: string;
  /** its file */
  readonly file: string;
}

/**
 * The tenants that something changed for since a revision: all when content, code or the defaults did, those in a ring when
 * the rings did, else those whose own files did.
 * @param folder of the tenants' files
 * @throws RevisionError when git cannot tell
 */
export function changedSince(revision: string, folder: string, tenants: readonly Described[]): string[] {
  const files = changedFiles(revision, folder);
  const inFolder = files.filter(({ isTenants }) => isTenants).map(({ name }) => name);
  const isShared = (stem: string) => inFolder.some((name) => new RegExp(`^${stem}\\.ya?ml$`).test(name));
  if (files.some(({ isTenants, name }) => !isTenants && !/\.md$/.test(name)) || isShared("defaults"))
    return tenants.map(({ name }) => name);
  // A list that a tenant's file names counts for whoever names it: it is not told apart here.
  const isOwn = (name: string) => tenants.some(({ file }) => basename(file) === name);
  if (inFolder.some((name) => !isOwn(name) && !isShared("rings") && !/^(defaults|rings)\.ya?ml$/.test(name)))
    return tenants.map(({ name }) => name);
  return tenants
    .filter(({ ring, file }) => inFolder.includes(basename(file)) || (ring !== undefined && isShared("rings")))
    .map(({ name }) => name);
}

function changedFiles(revision: string, folder: string): { name: string; isTenants: boolean }[] {
  const git = (...args: string[]): string => {
    try {
      return execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    } catch (error) {
      throw new RevisionError(
        `git ${args.join(" ")} says: ${
          String((error as { stderr?: string }).stderr)
            .trim()
            .split("\n")[0]
        }; name a commit, tag or branch of this repository`,
      );
    }
  };
  // A name that begins with a hyphen would be an option.
  if (revision.startsWith("-")) throw new RevisionError(`"${revision}" is no revision: name a commit, tag or branch`);
  const root = git("rev-parse", "--show-toplevel").trim();
  const tenants = relative(root, realpathSync(folder));
  const names = [
    ...git("diff", "--name-only", "--no-renames", "-z", revision, "--", root).split("\0"),
    ...git("ls-files", "--others", "--exclude-standard", "-z", "--full-name", root).split("\0"),
  ].filter((name) => name !== "");
  const isTenants = (name: string) => tenants === "" || name.startsWith(`${tenants}/`);
  return (
    names
      // A tenant that is gone changes nothing for the others.
      .filter(
        (name) => !isTenants(name) || /^(defaults|rings)\.ya?ml$/.test(basename(name)) || existsSync(join(root, name)),
      )
      .map((name) => ({ name: basename(name), isTenants: isTenants(name) }))
  );
}
