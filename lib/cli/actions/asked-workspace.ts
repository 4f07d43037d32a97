import { type BacktestOptions, contentWorkspace, ruleId } from "../../backtest";
import type { WorkCache } from "../../cache";
import { assertNoErrors, checkContent, suggestFrom } from "../../content";
import { readWorkspace, type Workspace } from "../../emulator";
import type { Progress } from "../../progress";
import type { ContentOptions } from "../commands/content-option";
import { UsageError } from "../usage-error";
import { contentOf, contentToRead, foldersOf } from "./content";

/** What says which workspace is asked about, and which of its rules. */
interface AskedOptions extends ContentOptions {
  readonly stack?: string;
  readonly rule: readonly string[];
}

/**
 * The workspace that is asked about: a tenant's Terraform, or what the content becomes.
 * @throws UsageError for a rule that it does not have
 */
export async function workspaceOf(
  { stack, rule, ...options }: AskedOptions,
  cache: WorkCache | undefined,
  progress: Progress,
): Promise<Workspace> {
  const whole =
    stack === undefined ? contentWorkspace(await contentOf(options, cache, progress)) : readWorkspace(stack);
  return onlyRules(whole, rule);
}

/**
 * The same, of content that is left to be checked beside other work.
 * @throws UsageError for a rule that it does not have; ContentError for files that are none of their schema
 */
export async function uncheckedWorkspaceOf(
  options: AskedOptions,
  cache: WorkCache | undefined,
  progress: Progress,
): Promise<Pick<BacktestOptions, "workspace" | "content">> {
  if (options.stack !== undefined || options.rules !== undefined)
    return { workspace: await workspaceOf(options, cache, progress) };
  const content = contentToRead(options, cache);
  const check = () => assertNoErrors(checkContent(content, cache, progress));
  try {
    return {
      workspace: onlyRules(contentWorkspace(content), options.rule),
      content: { folders: foldersOf(options), check },
    };
  } catch (error) {
    // What cannot be made of wrong content is no finding of its own.
    check();
    throw error;
  }
}

const onlyRules = (whole: Workspace, rule: readonly string[]): Workspace =>
  rule.length === 0 ? whole : { ...whole, rules: rule.flatMap((id) => rulesOf(whole, id)) };

/**
 * The rules of a catalogue id.
 * @throws UsageError when there is none
 */
export function rulesOf({ rules }: Workspace, id: string): Workspace["rules"] {
  const found = rules.filter((rule) => ruleId(rule).toLowerCase() === id.toLowerCase() || rule.name === id);
  if (found.length > 0) return found;
  throw new UsageError(`there is no rule "${id}"${hint(suggestFrom(id, rules.map(ruleId)))}`);
}

const hint = (suggestion: string | undefined): string => (suggestion ? `; ${suggestion}` : "");
