import { existsSync } from "node:fs";
import { basename } from "node:path";
import type { WorkCache } from "../cache";
import {
  assertNoErrors,
  type Content,
  checkContent,
  type DetectionTestSpec,
  detectionTestSchema,
  readItem,
} from "../content";
import type { Progress } from "../progress";
import { apart } from "./apart";
import { besides } from "./judge";
import { type ForeignRule, readForeign } from "./read-foreign";

/**
 * A content whose rules are those of a folder, however it is laid out, with the tests beside them. Tables, functions and watchlists
 * stay; whatever needs rules of the content's own goes.
 * @param folder with rules in the form of the Azure-Sentinel repository, or of Azure Resource Manager
 * @throws ContentError for what Sentinel would refuse
 */
export function foreignContent(content: Content, folder: string, cache?: WorkCache, progress?: Progress): Content {
  const { rules, problems } = readForeign(folder);
  assertNoErrors([...problems, ...rules.flatMap((rule) => rule.problems)]);
  const read = besides(content, apart(rules.map((rule) => withTests(rule, cache))));
  assertNoErrors(checkContent(read, cache, progress));
  return read;
}

/** The rule by the name of its file, where it is alone in it. */
function withTests(rule: ForeignRule, cache: WorkCache | undefined): ForeignRule {
  if (!/\.ya?ml$/i.test(rule.file)) return rule;
  const path = rule.file.replace(/\.ya?ml$/i, ".test.yaml");
  const tests = existsSync(path) ? readItem<DetectionTestSpec>(path, path, detectionTestSchema, cache) : undefined;
  const name = basename(rule.file).replace(/\.ya?ml$/i, "");
  return { ...rule, item: { ...rule.item, name, ...(tests ? { tests } : {}) } };
}
