import { existsSync, realpathSync } from "node:fs";
import type { WorkCache } from "../../cache";
import { type Content, loadContent, packageRoot, readContent, readOverlaid } from "../../content";
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

/** The content that a command is about, checked. */
export function contentOf(options: ContentOptions, cache?: WorkCache, progress?: Progress): Content {
  if (options.rules === undefined) return loadContent(options.content, cache, progress, ownFolder(options));
  const { foreignContent } = require("../../foreign-rules") as typeof ForeignRules;
  return foreignContent(contentToRead(options, cache), options.rules, cache, progress);
}

/** The same, read only. */
export function contentToRead(options: ContentOptions, cache?: WorkCache): Content {
  const own = ownFolder(options);
  return own === undefined ? readContent(options.content, cache) : readOverlaid(options.content, own, cache);
}
