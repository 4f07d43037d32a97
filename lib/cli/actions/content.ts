import { existsSync, realpathSync } from "node:fs";
import type { WorkCache } from "../../cache";
import {
  analyseAhead,
  assertNoErrors,
  type Content,
  type ContentFolders,
  checkContent,
  type Problem,
  packageRoot,
  readFolders,
} from "../../content";
import type * as ForeignRules from "../../foreign-rules";
import type { Progress } from "../../progress";
import type { ContentOptions } from "../commands/content-option";

const folders = ["pipeline", "detections", "workbooks", "playbooks", "governance"];

/** The folder with a project's own content: the one that is named, or this one where it holds any. */
export function ownFolder({ content, own }: ContentOptions): string | undefined {
  if (own !== undefined) return own;
  if (content !== packageRoot() || realpathSync(".") === realpathSync(packageRoot())) return undefined;
  return folders.some((name) => existsSync(name)) ? "." : undefined;
}

/** The folders with the content that a command is about. */
export function foldersOf(options: ContentOptions): ContentFolders {
  const own = ownFolder(options);
  return { root: options.content, ...(own === undefined ? {} : { own }) };
}

/** The content that a command is about, checked: on two cores where little is known of its queries. */
export async function contentOf(options: ContentOptions, cache?: WorkCache, progress?: Progress): Promise<Content> {
  const content = contentToRead(options, cache);
  if (options.rules !== undefined) {
    const { foreignContent } = require("../../foreign-rules") as typeof ForeignRules;
    return foreignContent(content, options.rules, cache, progress);
  }
  assertNoErrors(await problemsOf(content, options, cache, progress));
  return content;
}

/** What is wrong with content that was read for a command, and what is odd. */
export async function problemsOf(
  content: Content,
  options: ContentOptions,
  cache?: WorkCache,
  progress?: Progress,
): Promise<readonly Problem[]> {
  await analyseAhead(content, foldersOf(options), cache, progress);
  return checkContent(content, cache, progress);
}

/** The same, read only. */
export const contentToRead = (options: ContentOptions, cache?: WorkCache): Content =>
  readFolders(foldersOf(options), cache);
